import type { SoakArguments } from "./arguments.ts";
import type { SoakCrm } from "./crm.ts";
import { crmFaults, machineFaults, strikeAll } from "./faults.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import type { Place } from "./place.ts";
import { createRandom } from "./random.ts";
import { runSender } from "./senders.ts";
import type { Team } from "../support/new-team.ts";

export interface Pressure {
  ledger: Ledger;
  /** How often each of them struck. */
  faults: Map<string, number>;
}

const senderCount = 4;
const machineGapMs = 6000;
const crmGapMs = 8000;
/** When all faults are over, what was not taken yet is taken at once. */
const takenWithinMs = 60_000;

/** Load and faults, until the time is up and everything that was sent is taken. Ends with no fault in force. */
export const applyPressure = async (
  place: Place,
  crm: SoakCrm,
  teams: Team[],
  { minutes, seed }: SoakArguments,
  stopped: AbortSignal,
): Promise<Pressure> => {
  const ledger = openLedger();
  const faults = new Map<string, number>();
  const begunAt = performance.now();
  const onFault = (name: string): void => {
    faults.set(name, (faults.get(name) ?? 0) + 1);
    const seconds = ((performance.now() - begunAt) / 1000).toFixed(0).padStart(4);
    console.log(`${seconds} s  ${name}   (${ledger.sent.deliveries.length} taken, ${ledger.open.size} not yet)`);
  };

  const timeIsUp = new AbortController();
  setTimeout(() => timeIsUp.abort(), minutes * 60_000).unref();
  const until = AbortSignal.any([stopped, place.broken, timeIsUp.signal]);
  const givesUp = new AbortController();
  const common = { teams, webhookUrl: place.stack.file.webhookUrl, ledger, until, givesUp: givesUp.signal };
  const senders = Array.from({ length: senderCount }, (_, index) =>
    runSender({ ...common, random: createRandom(seed, 10 + index) }),
  );
  const machine = { random: createRandom(seed, 1), until, onFault };
  const far = { random: createRandom(seed, 2), until, onFault };
  await Promise.all([
    strikeAll(machineFaults(place.stack, machine), machineGapMs, machine),
    strikeAll(crmFaults(crm, far), crmGapMs, far),
  ]);
  console.log("        all faults are over");
  setTimeout(() => givesUp.abort(), takenWithinMs).unref();
  for (const end of [stopped, place.broken]) {
    if (end.aborted) givesUp.abort();
    end.addEventListener("abort", () => givesUp.abort());
  }
  await Promise.all(senders);
  return { ledger, faults };
};
