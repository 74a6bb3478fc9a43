import { setTimeout as sleep } from "node:timers/promises";
import type { FaultInput } from "../../local/simulators/pipedrive/faults.ts";
import type { Stack } from "../../local/stack/stack.ts";
import type { SoakCrm } from "./crm.ts";
import type { Random } from "./random.ts";

/** Something that goes wrong. Resolves when it is over. */
interface Fault {
  name: string;
  /** False when it is too soon for it. */
  mayStrike?(): boolean;
  strike(): Promise<void>;
}

export interface FaultOptions {
  random: Random;
  until: AbortSignal;
  onFault: (name: string) => void;
}

const notes = { method: "POST", path: "/api/v1/notes*" } as const;
const answers: (FaultInput & { name: string })[] = [
  { name: "CRM answers 500", kind: "500" },
  { name: "CRM answers 503", kind: "503" },
  { name: "CRM writes, and answers 503 to what asks", kind: "503", method: "GET" },
  { name: "CRM does not answer", kind: "timeout" },
  { name: "CRM writes and does not answer", kind: "timeout_after_write", ...notes },
  { name: "CRM writes and breaks off", kind: "lost_after_write", ...notes },
  { name: "CRM writes and answers nothing", kind: "empty_body", ...notes },
  { name: "CRM throttles a burst", kind: "429_burst" },
  { name: "CRM's day is used up", kind: "429_daily" },
  { name: "CRM is slow", kind: "slow", milliseconds: 1500 },
];

/** What can go wrong with the CRM, each for a few seconds. */
export const crmFaults = (crm: SoakCrm, { random, until }: FaultOptions): Fault[] => {
  const lasts = () => sleep(random.between(3000, 12_000), undefined, { signal: until }).catch(() => undefined);
  return [
    ...answers.map(({ name, ...fault }) => ({
      name,
      strike: async () => {
        crm.controls.addFault(fault);
        await lasts();
        crm.controls.clearFaults();
      },
    })),
    {
      name: "CRM is gone",
      strike: async () => {
        await crm.goAway();
        await lasts();
        await crm.comeBack();
      },
    },
  ];
};

/** A function that ends more often within a minute is taken for broken, and the stack ends with it. */
const mostKillsAMinute = 3;

/** What can go wrong with the machine. */
export const machineFaults = (stack: Stack, { random }: FaultOptions): Fault[] => {
  const kills: number[] = [];
  const mayKillWorker = (): boolean => kills.filter((at) => at > performance.now() - 60_000).length < mostKillsAMinute;
  const restart = (how: "fast" | "kill") => stack.restartDatabase(how, random.between(0, 3000));
  const killWorker = async (): Promise<void> => {
    kills.push(performance.now());
    await stack.killFunction("worker");
  };
  return [
    { name: "Postgres restarted", strike: () => restart("fast") },
    { name: "Postgres killed", strike: () => restart("kill") },
    { name: "worker killed", mayStrike: mayKillWorker, strike: killWorker },
    { name: "webhook killed", strike: () => stack.killFunction("fathom-webhook") },
    {
      name: "Postgres and worker killed",
      mayStrike: mayKillWorker,
      strike: async () => {
        await Promise.all([restart("kill"), killWorker()]);
      },
    },
  ];
};

/** One fault after the other, each as often as the others, until the time is up. Ends with none of them in force. */
export const strikeAll = async (faults: Fault[], gapMs: number, options: FaultOptions): Promise<void> => {
  const { random, until, onFault } = options;
  for (let bag: Fault[] = []; ;) {
    await sleep(random.between(0.5, 1.5) * gapMs, undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return;
    if (bag.length === 0) bag = random.shuffle(faults);
    const fault = bag.pop();
    if (!fault) return;
    if (fault.mayStrike?.() === false) continue;
    onFault(fault.name);
    await fault.strike();
  }
};
