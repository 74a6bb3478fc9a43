import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RestorableWorld, createRestorableWorld } from "../support/restorable-world.ts";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { addUser } from "../support/test-database.ts";

let world: RestorableWorld;
beforeEach(async () => {
  world = await createRestorableWorld();
  for (const name of ["before", "waiting", "after"]) {
    world.pipedrive.addPerson({ name, emails: [`${name}@example.org`] });
  }
});
afterEach(() => world.stop());

const outcomes = async (): Promise<string[]> => {
  const rows = await world.database.sql()<{ line: string }[]>`
    select concat_ws(' ', email, status, crm_note_id) as line from public.attendee_outcomes
    where status <> 'skipped_internal' order by email`;
  return rows.map(({ line }) => line);
};
const notes = () => world.pipedrive.notes().map(({ id, person_id }) => `${person_id}: ${id}`);

/** A day: one meeting is logged before the backup, one has arrived by then and is logged after it, one comes and is logged after it. */
const liveThroughADay = async (): Promise<string[]> => {
  world.meet("before@example.org");
  await world.sweep();
  world.meet("waiting@example.org");
  await world.sweep("store and sweep");
  await world.database.backUp();
  world.meet("after@example.org");
  await world.sweep();
  const logged = await outcomes();
  expect(logged.every((line) => line.includes("note_added"))).toBe(true);
  expect(notes()).toHaveLength(3);
  await world.database.restore();
  expect(await outcomes()).toHaveLength(2);
  return logged;
};

describe("a backup is restored that knows less than the CRM", () => {
  test("promise 2: told of it, nobody writes a second note: what the backup has not is fetched, and each note is found", async () => {
    const logged = await liveThroughADay();
    const before = notes();
    await world.database.sql()`insert into private.restores (backup_at) values (now() - interval '1 hour')`;
    await world.sweep();
    expect(await outcomes()).toEqual(logged);
    expect(notes()).toEqual(before);

    await world.database.sql()`update public.webhook_events set state = 'processed'`;
    await world.database.sql()`select public.replay_events(null, '{"states": ["processed"]}', 100)`;
    await world.work();
    expect([await outcomes(), notes()]).toEqual([logged, before]);
  });

  test("not told of it, workers would write what the backup does not know of once more: this test would notice", async () => {
    await liveThroughADay();
    await world.sweep();
    expect(notes()).toHaveLength(5);
  });

  test("a meeting that begins after the restore is logged without a look", async () => {
    await world.database.sql()`insert into private.restores values (now() - interval '1 day', now() - interval '2 hours')`;
    world.meet("after@example.org");
    world.pipedrive.clearRequests();
    await world.sweep();
    const asked = world.pipedrive.requests().map(({ method, path }) => `${method} ${path}`);
    expect(asked).toEqual(["GET /api/v2/persons/search", "POST /api/v1/notes"]);
  });
});

describe("the id of a recording", () => {
  const idOf = async (more: { externalId: string; shareToken: string | null }): Promise<string> => {
    const sql = world.database.sql();
    const email = `ana-${randomUUID()}@example.com`;
    const integration = await addIntegration(sql, { ...(await addUser(sql, email)), ...world.account }, email);
    await sql`delete from public.meetings`;
    const { externalId, ...rest } = more;
    return (await storeMeeting(sql, integration, meetingJson(externalId, rest))).meetingId;
  };

  test("is the same when it comes again, under whichever of its two ids, and another one's is another", async () => {
    const first = await idOf({ externalId: "171112070", shareToken: "abc" });
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await idOf({ externalId: "of-a-zap", shareToken: "abc" })).toBe(first);
    expect(await idOf({ externalId: "171112070", shareToken: "abd" })).not.toBe(first);
    const unshared = await idOf({ externalId: "abc", shareToken: null });
    expect(unshared).not.toBe(first);
    expect(await idOf({ externalId: "abc", shareToken: null })).toBe(unshared);
  });
});
