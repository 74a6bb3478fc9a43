import postgres from "postgres";
import { readBooks } from "../support/books.ts";
import { type Breach, judge } from "../support/judge.ts";
import { newTeam } from "../support/new-team.ts";
import { type SoakArguments, readArguments, usage } from "./arguments.ts";
import { settle } from "./cast.ts";
import { openCrm } from "./crm.ts";
import { drained } from "./drain.ts";
import { openPlace } from "./place.ts";
import { applyPressure } from "./pressure.ts";
import { report } from "./report.ts";

/** Each with a workspace and a Pipedrive token of their own. */
const teamCount = 3;

/** Whether everything that was taken is resolved, and nothing twice. */
const soak = async (options: SoakArguments, stopped: AbortSignal): Promise<boolean> => {
  const tokens = Array.from({ length: teamCount }, (_, index) => `soak-token-${index}`);
  const crm = await openCrm(tokens);
  settle(crm.controls);
  const place = await openPlace(crm.url, options.minutes);
  const sql = postgres(place.stack.file.dbUrl, { max: 1, onnotice: () => undefined });
  let isWell = false;
  try {
    const teams = await Promise.all(tokens.map((token) => newTeam(place.stack.file, { pipedriveToken: token })));
    const { ledger, faults } = await applyPressure(place, crm, teams, options, stopped);
    const drainedInMs = await drained(sql, AbortSignal.any([stopped, place.broken]));
    if (stopped.aborted) return false;
    const books = await readBooks(sql, crm.url);
    const breaches: Breach[] = [
      ...judge(books, ledger.sent),
      ...[...ledger.open].map((id): Breach => ({ kind: "lost", what: `delivery ${id}: never taken` })),
      ...place.complaints.map((what): Breach => ({ kind: "wrong", what })),
    ];
    console.log(report({ ledger, books, breaches, faults, drainedInMs }, options));
    isWell = breaches.length === 0;
    return isWell;
  } finally {
    await sql.end({ timeout: 2 });
    await place.close(isWell || stopped.aborted);
    await crm.goAway();
  }
};

const options = readArguments(process.argv.slice(2));
if (!options) {
  console.error(usage);
  process.exit(1);
}
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
console.log(`Soaking for ${options.minutes} minutes with seed ${options.seed}. Ctrl-C ends it.`);
const isWell = await soak(options, stopping.signal).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return false;
});
process.exit(stopping.signal.aborted ? 130 : isWell ? 0 : 1);
