import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alertsOf } from "../support/alerts.ts";
import {
  type FathomAccount,
  addFathomAccount,
  connectByKey,
  listed,
  storeAll,
  takeJob,
  valueOf,
} from "../support/fathom-account.ts";
import { claim, meetingJson, receive, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let account: FathomAccount;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  account = await addFathomAccount(database.sql);
});
afterAll(() => database.drop());

const start = async ({ most = 50 as number | null, notes = true } = {}): Promise<string> =>
  valueOf(
    await database.sql`select public.start_import(${account.id}, ${account.userId}, null, ${most}, ${notes}) as id`,
  );

const importOf = async (id: string) => {
  const [row] = await database.sql`
    select state, total, done, skipped, failed, error, counted_at is not null as is_counted from public.imports where id = ${id}`;
  return row;
};

type Page = { next: string | null; isPartial?: boolean } & (
  | { wanted: number }
  | { items: ReturnType<typeof listed>[] }
);

/** One turn of the workspace's import: a page is done. */
const turn = async (page: Page): Promise<string> => {
  const job = await takeJob(database.sql, account, "import");
  if (!job) return "no job";
  return valueOf(
    await database.sql`
      select public.take_import_page(${job.id}, ${job.lease_token}, ${JSON.stringify({ calls: 1, ...page })}::text::jsonb) as answer`,
  );
};

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${account.id.slice(0, 8)}-${from + at}`);
const items = (from: number, to: number) => ids(from, to).map((id) => listed(id));

describe("an import", () => {
  test("counts first, then fetches, and is finished when everything that was taken is stored", async () => {
    const id = await start();
    expect(await turn({ wanted: 10, next: "b" })).toBe("more");
    expect(await importOf(id)).toMatchObject({ state: "running", total: 10, is_counted: false });
    expect(await turn({ wanted: 3, next: null })).toBe("more");
    expect(await importOf(id)).toMatchObject({ total: 13, is_counted: true, done: 0 });
    expect(await turn({ items: items(1, 10), next: "b" })).toBe("more");
    expect(await turn({ items: items(11, 13), next: null })).toBe("over");
    expect(await importOf(id)).toMatchObject({ state: "running", done: 0 });
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", total: 13, done: 13, skipped: 0, failed: 0 });
    const events = await database.sql`
      select distinct origin, proof, state from public.webhook_events where import_id = ${id}`;
    expect(events).toEqual([{ origin: "import", proof: "api_key", state: expect.any(String) }]);
  });

  test("of nothing is finished at once", async () => {
    const id = await start();
    expect(await turn({ wanted: 0, next: null })).toBe("over");
    expect(await importOf(id)).toMatchObject({ state: "finished", total: 0 });
  });

  test("skips what is there already, counts what cannot be read as failed, and a replay of that counts anew", async () => {
    const [known = ""] = ids(1, 1);
    await storeMeeting(database.sql, account.id, meetingJson(known));
    const id = await start();
    await turn({ wanted: 3, next: null });
    await turn({ items: [listed(known), listed(null, { body: '"garbage"' }), ...items(2, 2)], next: null });
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", total: 3, done: 1, skipped: 1, failed: 1 });
    const [unreadable] = await database.sql`
      select id from public.webhook_events where import_id = ${id} and state = 'unreadable'`;
    await database.sql`update public.webhook_events set payload = '{"recording_id": "mended"}' where id = ${unreadable?.["id"]}`;
    await database.sql`select public.replay_event(${unreadable?.["id"]})`;
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ done: 2, failed: 0 });
  });

  test("completes a meeting that lacks what Fathom has, and leaves one alone that has everything", async () => {
    const [lacking = "", whole = ""] = ids(1, 2);
    await storeMeeting(database.sql, account.id, meetingJson(lacking));
    await storeMeeting(database.sql, account.id, meetingJson(whole, { summary: "s", transcript: [], actionItems: [] }));
    const id = await start();
    await turn({ wanted: 2, next: null });
    const content = { hasSummary: true, hasTranscript: true, hasActionItems: true };
    await turn({ items: [listed(lacking, content), listed(whole, content)], next: null });
    await storeAll(database.sql, account, { summary: "Late" });
    expect(await importOf(id)).toMatchObject({ done: 1, skipped: 1 });
    const [row] = await database.sql`select summary from public.meetings where external_id = ${lacking}`;
    expect(row?.["summary"]).toBe("Late");
  });

  test("a page that is taken twice takes nothing twice (promise 2)", async () => {
    const id = await start({ most: null });
    await turn({ wanted: 10, next: null });
    await turn({ items: items(1, 5), next: "b", isPartial: true });
    await turn({ items: items(1, 10), next: null });
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 10, skipped: 0 });
  });

  test("takes no more than were asked for", async () => {
    const id = await start({ most: 12 });
    expect(await turn({ wanted: 10, next: "b" })).toBe("more");
    expect(await turn({ wanted: 10, next: "c" })).toBe("more");
    expect(await importOf(id)).toMatchObject({ total: 12, is_counted: true });
    await turn({ items: items(1, 10), next: "b" });
    expect(await turn({ items: items(11, 20), next: "c" })).toBe("over");
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", total: 12, done: 12 });
  });

  test("that is led in circles stops and says so; resumed it begins its round anew and counts nothing twice", async () => {
    const id = await start();
    await turn({ wanted: 25, next: null });
    await turn({ items: items(1, 10), next: "b" });
    await turn({ items: items(11, 20), next: "c" });
    expect(await turn({ items: items(21, 22), next: "b" })).toBe("over");
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "failed", done: 22, error: expect.stringContaining("circles") });
    expect((await alertsOf(database.sql, account.workspaceId)).map(({ kind }) => kind)).toEqual(["import_stopped"]);
    expect(valueOf(await database.sql`select public.resume_import(${id})`)).toBe("done");
    await turn({ items: items(1, 25), next: null });
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 25, skipped: 0, failed: 0, total: 25 });
  });

  test("that is led in circles while it counts fetches what it has counted", async () => {
    const id = await start();
    await turn({ wanted: 10, next: "b" });
    await turn({ wanted: 10, next: "c" });
    expect(await turn({ wanted: 2, next: "b" })).toBe("more");
    await turn({ items: items(1, 10), next: "b" });
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "running", total: 22, done: 10 });
  });

  test("a worker whose lease is lost changes nothing; the next one goes on from the last page", async () => {
    const id = await start();
    await turn({ wanted: 10, next: null });
    const slow = await takeJob(database.sql, account, "import");
    await database.sql`update private.jobs set leased_until = now() - interval '1 second' where import_id = ${id}`;
    const claimed = await claim(database.sql, 50);
    const next = claimed.find(({ kind, id: job }) => kind === "import" && job === slow?.id);
    expect(next).toBeDefined();
    const page = JSON.stringify({ calls: 1, items: items(1, 10), next: null });
    const late =
      await database.sql`select public.take_import_page(${slow?.id ?? ""}, ${slow?.lease_token ?? ""}, ${page}::text::jsonb)`;
    expect(valueOf(late)).toBe("lost");
    await database.sql`update private.jobs set state = 'queued' where id = ${next?.id ?? ""}`;
    expect(await turn({ items: items(1, 10), next: null })).toBe("over");
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 10 });
  });

  test("one at a time for an account", async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: "PT409" });
  });

  test("waits for what has just come about: its jobs come after a live delivery's", async () => {
    await start();
    await turn({ wanted: 1, next: null });
    await turn({ items: items(1, 1), next: null });
    await receive(database.sql, account.id, "msg_live");
    const jobs = await database.sql`
      select j.priority, e.origin from private.jobs j join public.webhook_events e on e.id = j.event_id
      where j.workspace_id = ${account.workspaceId} order by j.priority, j.run_at`;
    expect(jobs).toEqual([
      { priority: 0, origin: "webhook" },
      { priority: 2, origin: "import" },
    ]);
  });

  test("goes on before what it took, so that it can fetch ahead, and after what has just come about", async () => {
    await start();
    const [job] = await database.sql`select priority from private.jobs where workspace_id = ${account.workspaceId}`;
    expect(job).toEqual({ priority: 1 });
  });
});

describe("an import that a person stops", () => {
  test("takes no further page, still stores what it took, and goes on where it was", async () => {
    const id = await start();
    await turn({ wanted: 20, next: null });
    await turn({ items: items(1, 10), next: "b" });
    const underWay = await takeJob(database.sql, account, "import");
    expect(valueOf(await database.sql`select public.cancel_import(${id})`)).toBe("done");
    const page = JSON.stringify({ calls: 1, items: items(11, 20), next: null });
    const late = await database.sql`
      select public.take_import_page(${underWay?.id ?? ""}, ${underWay?.lease_token ?? ""}, ${page}::text::jsonb)`;
    expect(valueOf(late)).toBe("lost");
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "cancelled", total: 20, done: 10 });
    expect(valueOf(await database.sql`select public.resume_import(${id})`)).toBe("done");
    expect(await turn({ items: items(11, 20), next: null })).toBe("over");
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 20 });
    expect(valueOf(await database.sql`select public.cancel_import(${id})`)).toBe("finished");
    expect(valueOf(await database.sql`select public.resume_import(${id})`)).toBe("finished");
  });

  test("two of them resumed at the same moment: one goes on", async () => {
    const stopped = async (): Promise<string> => {
      const id = await start();
      await database.sql`select public.cancel_import(${id})`;
      return id;
    };
    for (let round = 0; round < 5; round++) {
      const two = [await stopped(), await stopped()];
      const answers = await Promise.all(two.map((id) => database.sql`select public.resume_import(${id})`));
      expect(answers.map((rows) => valueOf<string>(rows)).toSorted()).toEqual(["another", "done"]);
      for (const id of two) await database.sql`select public.cancel_import(${id})`;
    }
  });

  test("that was fetched whole is finished by resuming it", async () => {
    const id = await start();
    await turn({ wanted: 1, next: null });
    await turn({ items: items(1, 1), next: null });
    await database.sql`select public.cancel_import(${id})`;
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "cancelled", done: 1 });
    await database.sql`select public.resume_import(${id})`;
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 1 });
  });
});

describe("an API key that Fathom refuses in the middle of an import", () => {
  const refuse = (key: string) =>
    database.sql`select public.report_fathom_refusal(${account.id}, ${key}, 'Invalid API key')`;

  test("marks the account, pauses the import and tells somebody once; with a valid key it can be resumed", async () => {
    const id = await start();
    await turn({ wanted: 5, next: null });
    expect(valueOf(await refuse(`key-${account.id}`))).toBe(true);
    await refuse(`key-${account.id}`);
    expect(await importOf(id)).toMatchObject({ state: "paused", error: "Invalid API key" });
    const integration =
      await database.sql`select status, last_error, next_sweep_at from public.fathom_integrations where id = ${account.id}`;
    expect(integration).toEqual([{ status: "broken", last_error: "Invalid API key", next_sweep_at: null }]);
    const alerts = await alertsOf(database.sql, account.workspaceId);
    expect(alerts.map(({ kind, count }) => [kind, count])).toEqual([
      ["import_stopped", 1],
      ["source_unauthorized", 1],
    ]);
    expect(await takeJob(database.sql, account, "import")).toBeUndefined();
    expect(valueOf(await database.sql`select public.resume_import(${id})`)).toBe("not_connected");

    await connectByKey(database.sql, account, { sealedKey: "new-key", webhookId: "webhook-2", former: "webhook-1" });
    expect(valueOf(await database.sql`select public.resume_import(${id})`)).toBe("done");
    await turn({ items: items(1, 5), next: null });
    await storeAll(database.sql, account);
    expect(await importOf(id)).toMatchObject({ state: "finished", done: 5, error: null });
  });

  test("what a former key was told says nothing of the present one", async () => {
    const id = await start();
    expect(valueOf(await refuse("a former key"))).toBe(false);
    expect(await importOf(id)).toMatchObject({ state: "running" });
  });
});

describe("importing without writing to the CRM", () => {
  const withheld = async (): Promise<string> => {
    await start({ notes: false });
    await turn({ wanted: 1, next: null });
    await turn({ items: items(1, 1), next: null });
    await storeAll(database.sql, account);
    await database.sql`
      update public.attendee_outcomes set status = 'dry_run', reason = 'imported_only'
      where workspace_id = ${account.workspaceId} and status = 'pending'`;
    const [row] = await database.sql`
      select m.id from public.meetings m where m.workspace_id = ${account.workspaceId} and m.notes_withheld`;
    await database.sql`delete from private.jobs where workspace_id = ${account.workspaceId}`;
    return row?.["id"] ?? "";
  };
  const stateOf = async (meeting: string) =>
    (
      await database.sql`
      select m.notes_withheld, o.status from public.meetings m join public.attendee_outcomes o on o.meeting_id = m.id
      where m.id = ${meeting} and o.email = 'ben.buyer@example.org'`
    )[0];

  test("is remembered of the meeting, until a person asks for the note", async () => {
    const meeting = await withheld();
    expect(await stateOf(meeting)).toEqual({ notes_withheld: true, status: "dry_run" });
    const [outcome] = await database.sql`
      select id from public.attendee_outcomes where meeting_id = ${meeting} and status = 'dry_run'`;
    await database.sql`select public.log_attendee_again(${outcome?.["id"]})`;
    expect(await stateOf(meeting)).toEqual({ notes_withheld: false, status: "pending" });
  });

  test("ends when the meeting is delivered after all: then it is logged like any other", async () => {
    const meeting = await withheld();
    const [row] = await database.sql`select external_id from public.meetings where id = ${meeting}`;
    await storeMeeting(database.sql, account.id, meetingJson(row?.["external_id"]));
    expect(await stateOf(meeting)).toEqual({ notes_withheld: false, status: "pending" });
  });

  test("is not undone by the end of a dry run, nor by a replay of everything; by its own reason it is", async () => {
    const meeting = await withheld();
    const replay = (filter: object) =>
      database.sql`select public.replay_attendees(${account.workspaceId}, ${JSON.stringify(filter)}::text::jsonb, 100)`;
    expect(valueOf(await replay({ status: "dry_run" }))).toMatchObject({ replayed: 0 });
    await database.sql`select public.replay_events(${account.workspaceId}, '{"states": ["processed"]}', 100)`;
    expect(await stateOf(meeting)).toEqual({ notes_withheld: true, status: "dry_run" });
    expect(valueOf(await replay({ status: "dry_run", reason: "imported_only" }))).toMatchObject({ replayed: 1 });
    expect(await stateOf(meeting)).toEqual({ notes_withheld: false, status: "pending" });
  });
});

describe("what was taken away is not brought back", () => {
  test("a meeting of which a person was erased is skipped", async () => {
    const [known = ""] = ids(1, 1);
    const { meetingId } = await storeMeeting(database.sql, account.id, meetingJson(known));
    await database.sql`update public.meetings set erased_at = now() where id = ${meetingId}`;
    const id = await start();
    await turn({ wanted: 1, next: null });
    await turn({ items: [listed(known, { hasSummary: true })], next: null });
    expect(await importOf(id)).toMatchObject({ state: "finished", skipped: 1, done: 0 });
  });

  test("a transcript that has expired is not fetched again", async () => {
    const [known = ""] = ids(1, 1);
    const content = { summary: "s", actionItems: [] };
    const { meetingId } = await storeMeeting(database.sql, account.id, meetingJson(known, content));
    await database.sql`
      update public.workspace_settings set transcript_retention_days = 30 where workspace_id = ${account.workspaceId}`;
    await database.sql`update public.meetings set created_at = now() - interval '31 days' where id = ${meetingId}`;
    const id = await start();
    await turn({ wanted: 1, next: null });
    await turn({ items: [listed(known, { hasSummary: true, hasTranscript: true, hasActionItems: true })], next: null });
    expect(await importOf(id)).toMatchObject({ skipped: 1 });
  });
});
