/** What befalls one of a worker's calls to the outside, before it is made or before its answer comes back. */
export interface Mishap {
  /** Which call, from 1. */
  at: number;
  moment: "before" | "after";
  /** From then on nothing comes through, in or out; or this one call fails; or something else happens meanwhile. */
  how: "silence" | "loss" | (() => Promise<void>);
}

export interface OutsideCall<Answer> {
  name: string;
  make: () => Promise<Answer>;
  /** Whoever makes it waits no longer than this. */
  patienceMs: number;
  /** Whether a call that was held up arrives although nobody waits for it any more. */
  arrivesLate: boolean;
}

/** What all of a worker's calls go through. */
export interface Line {
  through<Answer>(call: OutsideCall<Answer>): Promise<Answer>;
  /** Resolves when it has fallen silent and what was under way has reached the other side. */
  silence: Promise<void>;
  isSilent(): boolean;
  /** Resolves when something comes through: at once unless it is silent. */
  awake(): Promise<void>;
  /** What was held up goes on; who has waited too long is told that there is no answer. */
  wake(): void;
}

const noAnswer = (): TypeError => new TypeError("fetch failed");

/** `tell` hears of each call, for the record. */
export const createLine = (mishap: Mishap | null, now: () => number, tell: (what: string) => void): Line => {
  const silenced = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  let calls = 0;
  let underWay = 0;
  let silentSince: number | null = null;

  const settleSilence = (): void => {
    if (silentSince !== null && underWay === 0) silenced.resolve();
  };

  const make = async <Answer>(call: OutsideCall<Answer>): Promise<Answer> => {
    underWay += 1;
    try {
      return await call.make();
    } finally {
      underWay -= 1;
      settleSilence();
    }
  };

  const fallSilent = (): void => {
    silentSince = now();
    settleSilence();
  };

  /** Waits until it comes through again, if it does not. Returns for how long it did not, in milliseconds. */
  const wait = async (how: Mishap["how"] | null): Promise<number> => {
    const since = now();
    if (how === "silence") fallSilent();
    else if (how === "loss") throw noAnswer();
    else if (how) await how();
    const silence = silentSince;
    if (silence === null) return now() - since;
    await woken.promise;
    return now() - silence;
  };

  const through = async <Answer>(call: OutsideCall<Answer>): Promise<Answer> => {
    calls += 1;
    const met = mishap?.at === calls ? mishap : null;
    tell(met ? `${call.name}, ${met.moment} it: ${typeof met.how === "string" ? met.how : "meanwhile"}` : call.name);
    const isLate = (await wait(met?.moment === "before" ? met.how : null)) >= call.patienceMs;
    if (isLate && !call.arrivesLate) throw noAnswer();
    const answer = await make(call);
    const isLateNow = (await wait(met?.moment === "after" ? met.how : null)) >= call.patienceMs;
    if (isLate || isLateNow) throw noAnswer();
    return answer;
  };

  return {
    through,
    silence: silenced.promise,
    isSilent: () => silentSince !== null,
    awake: async () => {
      if (silentSince !== null) await woken.promise;
    },
    wake: () => {
      silentSince = null;
      woken.resolve();
    },
  };
};
