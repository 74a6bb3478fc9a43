import { setTimeout as sleep } from "node:timers/promises";
import { defaultLimits } from "../../local/simulators/pipedrive/limits.ts";
import { createRandom } from "../../tests/soak/random.ts";
import { type Count, countNotes } from "./count.ts";
import type { Crm } from "./crm.ts";
import { type Load, type Planned, planLoad } from "./load.ts";
import type { Receiver } from "./receiver.ts";
import { send } from "./send.ts";

export interface Trial extends Count {
  name: string;
  deliveries: number;
  accepted: number;
  posts: number;
  ackMs: number[];
  /** From the first post to the last note that was written. */
  lastNoteMs: number;
  tokens: number;
  /** What the CRM's burst limits take for one search a person and the notes, or the meetings to end, if that is longer. */
  limitMs: number;
}

export interface TrialOptions extends Load {
  /** A receiver that has written nothing for so long, with every delivery over, is done. */
  quietMs: number;
  /** What the sender waits before each further try. */
  waitsMs: number[];
  /** How often it is killed while meetings arrive. */
  kills: number;
}

const seed = 7;
/** Of Pipedrive's burst limits. */
const windowMs = 2_000;

const limitOf = (load: Planned[], arriveWithinMs: number): number => {
  const notes = load.flatMap(({ noteOn }) => noteOn);
  const searches = new Set(notes).size;
  const { callsPerWindow, searchesPerWindow } = defaultLimits;
  const windows = Math.max(searches / searchesPerWindow, (searches + notes.length) / callsPerWindow);
  return Math.max(arriveWithinMs, windows * windowMs);
};

/** Waits until every note is there or nothing comes any more; when the last one came. */
const lastNote = async (crm: Crm, load: Planned[], sending: Promise<unknown>, quietMs: number): Promise<number> => {
  let sentAt: number | null = null;
  void sending.then(() => (sentAt = performance.now()));
  let last = { count: 0, at: performance.now() };
  for (;;) {
    const count = crm.controls.notes().length;
    if (count !== last.count) last = { count, at: performance.now() };
    const quietSince = Math.max(last.at, sentAt ?? Number.POSITIVE_INFINITY);
    const isComplete = sentAt !== null && countNotes(crm.controls, load).lost === 0;
    // A moment more: what is written twice is written soon after.
    if (performance.now() - quietSince > (isComplete ? 1_000 : quietMs)) return last.at;
    await sleep(50);
  }
};

const killNowAndThen = async ({ restart }: Receiver, { kills, arriveWithinMs }: TrialOptions): Promise<void> => {
  for (let kill = 0; restart && kill < kills; kill += 1) {
    await sleep(arriveWithinMs / (kills + 1));
    await restart();
  }
};

/** Sends the load, kills the receiver while it comes if that is ours, and counts what is in the CRM in the end. */
export const tryReceiver = async (receiver: Receiver, crm: Crm, options: TrialOptions): Promise<Trial> => {
  const load = planLoad(options, receiver.recorder, createRandom(seed, 1));
  const tokensBefore = crm.controls.tokensUsed();
  crm.beginToFail();
  const begunAt = performance.now();
  const sending = Promise.all(load.map((planned) => send(receiver, planned, options.waitsMs)));
  const [, lastAt, sent] = await Promise.all([
    killNowAndThen(receiver, options),
    lastNote(crm, load, sending, options.quietMs),
    sending,
  ]);
  return {
    ...countNotes(crm.controls, load),
    name: receiver.name,
    deliveries: load.length,
    accepted: sent.filter(({ isAccepted }) => isAccepted).length,
    posts: sent.reduce((sum, { posts }) => sum + posts, 0),
    ackMs: sent.flatMap(({ ackMs }) => ackMs),
    lastNoteMs: lastAt - begunAt,
    tokens: crm.controls.tokensUsed() - tokensBefore,
    limitMs: limitOf(load, options.arriveWithinMs),
  };
};
