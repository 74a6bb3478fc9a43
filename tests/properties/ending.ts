import * as deliveries from "./promises/deliveries.ts";
import * as notes from "./promises/notes.ts";
import * as outcomes from "./promises/outcomes.ts";
import * as work from "./promises/work.ts";
import { replayAll, setDryRun } from "./steps/asks.ts";
import { type Books, readBooks } from "./world/books.ts";
import { ringHousekeeper } from "./steps/workers.ts";
import { readBreaches } from "./world/watch.ts";
import { expectOk, type World } from "./world/world.ts";

/** Longer than anything waits. */
const longWaitMs = 25 * 3_600_000;
/** More of them than it takes when nothing goes wrong any more. */
const mostWaits = 12;

/** A day, the housekeeper, and then healthy workers and time until nothing is left to do. */
const untilQuiet = async (world: World): Promise<void> => {
  const { stage, owner, time } = world;
  await time.pass(longWaitMs);
  await ringHousekeeper(world);
  for (let waits = 0; waits < mostWaits; waits += 1) {
    await world.work([null]);
    const left =
      await stage.sql`select from private.jobs where workspace_id = ${owner.workspaceId} and state <> 'dead'`;
    if (left.length === 0) return;
    await time.pass(longWaitMs);
  }
};

const replayEachAlone = async (world: World): Promise<void> => {
  for (const { eventId } of world.deliveries) {
    await expectOk(world.stage.database.rpc("replay_event", { event: eventId }));
    await untilQuiet(world);
  }
};

/** What holds whenever there is nothing left to do, and more that holds now. */
const brokenNow = async (world: World, when: string, more: (books: Books) => string[]): Promise<string[]> => {
  const books = await readBooks(world);
  return [
    ...(await readBreaches(world.stage.sql, world.owner.workspaceId)),
    ...notes.notesTwice(world),
    ...notes.notesLeft(world, books),
    ...outcomes.outcomesWrong(world, books),
    ...deliveries.eventsLost(world, books),
    ...deliveries.contentLost(world, books),
    ...deliveries.conversationsMixed(world, books),
    ...work.workLeft(books),
    ...work.givenUpEarly(world),
    ...work.alertsUntold(books),
    ...more(books),
  ].map((breach) => `${when}: ${breach}`);
};

const afterFaults = async (world: World): Promise<string[]> => {
  world.tell("the faults stop");
  world.crm.weather.clear();
  await untilQuiet(world);
  return brokenNow(world, "after the faults", (books) => {
    const isHindered = world.had.dryRun || books.connection.status === "broken" || books.jobs.length > 0;
    return isHindered ? [] : notes.notesStale(world, books);
  });
};

const afterConnecting = async (world: World): Promise<string[]> => {
  world.tell("what was switched off is on again");
  await setDryRun(world, false);
  await world.connect();
  await untilQuiet(world);
  return brokenNow(world, "connected again", (books) => [
    ...outcomes.outcomesUnconnected(books),
    ...(books.jobs.length > 0 ? [] : notes.notesStale(world, books)),
  ]);
};

const afterReplay = async (world: World): Promise<string[]> => {
  world.tell("somebody replays everything");
  const passedOver = await replayAll(world, ["dead", "unreadable", "retrying", "processed"]);
  await untilQuiet(world);
  if (passedOver > 0) await replayEachAlone(world);
  return brokenNow(world, "after a replay", (books) => [
    ...books.jobs.map(({ kind, error }) => `${kind} is still given up: ${error}`),
    ...notes.notesStale(world, books),
    ...notes.notesUnknown(world, books),
    ...outcomes.outcomesNotOfTheCrm(world, books),
  ]);
};

/**
 * Lets a story come to its end and says which promises were not kept. First the faults stop and time passes; then whatever
 * was switched off or not connected is put right; then somebody has everything done again.
 */
export const brokenPromises = async (world: World): Promise<string[]> => {
  for (const part of [afterFaults, afterConnecting, afterReplay]) {
    const broken = await part(world);
    if (broken.length > 0) return broken;
  }
  return [];
};
