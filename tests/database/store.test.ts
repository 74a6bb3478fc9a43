import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, claim, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let ana: { userId: string; workspaceId: string };
let integration: string;

beforeAll(async () => {
  database = await createTestDatabase();
  ana = await addUser(database.sql, "ana.host@example.com");
  integration = await addIntegration(database.sql, ana, "ana.host@example.com");
});
afterAll(() => database.drop());

describe("storing what a delivery says", () => {
  test("meeting, attendees, log job and the end of the store job are one step", async () => {
    const { meetingId, eventId } = await storeMeeting(database.sql, integration, meetingJson("1"));
    expect(
      await database.sql`select kind, event_id from private.jobs where meeting_id = ${meetingId} or event_id = ${eventId}`,
    ).toEqual([{ kind: "log", event_id: eventId }]);
    const outcomes = await database.sql`
      select email, status, reason, webhook_event_id from public.attendee_outcomes where meeting_id = ${meetingId} order by email`;
    expect(outcomes).toEqual([
      { email: "ana.host@example.com", status: "skipped_internal", reason: "recorder", webhook_event_id: eventId },
      { email: "ben.buyer@example.org", status: "pending", reason: null, webhook_event_id: eventId },
    ]);
  });

  test("the same meeting again completes it, takes nothing away and adds no attendee twice", async () => {
    const first = await storeMeeting(
      database.sql,
      integration,
      meetingJson("2", { summary: "Early", shareUrl: "https://fathom.video/share/a" }),
    );
    const second = await storeMeeting(
      database.sql,
      integration,
      meetingJson("2", {
        summary: null,
        actionItems: [{ description: "Call back" }],
        attendees: [
          { name: "Ben B.", email: "BEN.buyer@example.org", isExternal: true, status: "pending", reason: null },
          { name: "Cleo", email: "cleo@example.org", isExternal: true, status: "pending", reason: null },
        ],
      }),
    );
    expect(second.meetingId).toBe(first.meetingId);
    const [meeting] =
      await database.sql`select summary, share_url, action_items from public.meetings where id = ${first.meetingId}`;
    expect(meeting).toEqual({
      summary: "Early",
      share_url: "https://fathom.video/share/a",
      action_items: [{ description: "Call back" }],
    });
    const emails =
      await database.sql`select lower(email) as email from public.attendee_outcomes where meeting_id = ${first.meetingId} order by 1`;
    expect(emails.map((row) => row["email"])).toEqual([
      "ana.host@example.com",
      "ben.buyer@example.org",
      "cleo@example.org",
    ]);
    expect(await database.sql`select 1 from public.meeting_events where meeting_id = ${first.meetingId}`).toHaveLength(
      2,
    );
    expect(await database.sql`select 1 from private.jobs where meeting_id = ${first.meetingId}`).toHaveLength(1);
  });

  test("an attendee without an e-mail is kept once, and a meeting without attendees is a meeting", async () => {
    const guest = { name: "Guest (dial-in)", email: null, isExternal: null, status: "not_found", reason: "no_email" };
    const { meetingId } = await storeMeeting(database.sql, integration, meetingJson("3", { attendees: [guest] }));
    await storeMeeting(database.sql, integration, meetingJson("3", { attendees: [guest] }));
    expect(
      await database.sql`select status, reason from public.attendee_outcomes where meeting_id = ${meetingId}`,
    ).toEqual([{ status: "not_found", reason: "no_email" }]);
    const empty = await storeMeeting(database.sql, integration, meetingJson("4", { attendees: [] }));
    expect(empty.meetingId).not.toBe("");
    const [event] = await database.sql`select state from public.webhook_events where id = ${empty.eventId}`;
    expect(event).toEqual({ state: "processed" });
  });

  test("a meeting belongs to its recorder if the workspace has connected them, else to the webhook's owner", async () => {
    const colleague = await addUser(database.sql, "cole@example.net");
    await database.sql`insert into public.workspace_members (workspace_id, user_id) values (${ana.workspaceId}, ${colleague.userId})`;
    await addIntegration(database.sql, { userId: colleague.userId, workspaceId: ana.workspaceId }, "cole@example.net");
    const theirs = await storeMeeting(
      database.sql,
      integration,
      meetingJson("5", { recordedByEmail: "Cole@example.net" }),
    );
    const shared = await storeMeeting(
      database.sql,
      integration,
      meetingJson("6", { recordedByEmail: "stranger@example.org" }),
    );
    const owners =
      await database.sql`select id, user_id from public.meetings where id in (${theirs.meetingId}, ${shared.meetingId})`;
    expect(Object.fromEntries(owners.map((row) => [row["id"], row["user_id"]]))).toEqual({
      [theirs.meetingId]: colleague.userId,
      [shared.meetingId]: ana.userId,
    });
  });

  test("a delivery that comes while its meeting is being logged makes it be logged once more, not twice at once", async () => {
    await database.sql`delete from private.jobs`;
    const { meetingId } = await storeMeeting(database.sql, integration, meetingJson("7"));
    const [job] = await claim(database.sql, 1);
    await storeMeeting(database.sql, integration, meetingJson("7"));
    expect(await claim(database.sql, 10)).toHaveLength(0);
    await database.sql`select public.finish_job(${job?.id ?? ""}, ${job?.lease_token ?? ""})`;
    expect(await claim(database.sql, 10)).toMatchObject([{ meeting_id: meetingId, attempts: 1 }]);
  });
});

describe("saving outcomes", () => {
  const logJob = async (externalId: string) => {
    await database.sql`delete from private.jobs`;
    const stored = await storeMeeting(database.sql, integration, meetingJson(externalId));
    const [job] = await claim(database.sql, 1);
    const [outcome] = await database.sql<{ id: string }[]>`
      select id from public.attendee_outcomes where meeting_id = ${stored.meetingId} and status = 'pending'`;
    return { ...stored, job: job?.id ?? "", lease: job?.lease_token ?? "", outcome: outcome?.id ?? "" };
  };

  test("a final outcome is never undone by a slow worker", async () => {
    const { job, lease, outcome } = await logJob("20");
    const save = (status: string, noteId: string | null) =>
      database.sql`select public.save_outcomes(${job}, ${lease}, ${database.sql.json({ outcomes: [{ id: outcome, status, noteId, personId: "1" }] })})`;
    await save("note_added", "77");
    await save("failed", null);
    expect(await database.sql`select status, crm_note_id from public.attendee_outcomes where id = ${outcome}`).toEqual([
      { status: "note_added", crm_note_id: "77" },
    ]);
  });

  test("an outcome of another meeting cannot be touched through this job", async () => {
    const other = await logJob("21");
    const { job, lease } = await logJob("22");
    const saved = database.sql.json({ outcomes: [{ id: other.outcome, status: "note_added", noteId: "1" }] });
    await database.sql`select public.save_outcomes(${job}, ${lease}, ${saved})`;
    expect(await database.sql`select status from public.attendee_outcomes where id = ${other.outcome}`).toEqual([
      { status: "pending" },
    ]);
  });

  test("promise 6: a person chosen by a human is neither overwritten nor forgotten", async () => {
    const connection = crypto.randomUUID();
    await database.sql`select public.connect_crm(${ana.workspaceId}, 'pipedrive', 'acme', ${connection}, 'sealed', 'k1')`;
    await database.sql`insert into private.crm_people (connection_id, email, person_id, chosen_by) values (${connection}, 'ben.buyer@example.org', '9', ${ana.userId})`;
    const { job, lease } = await logJob("23");
    const saved = database.sql.json({
      account: "acme",
      outcomes: [],
      foundPeople: [
        { email: "ben.buyer@example.org", personId: "1", personName: "Wrong" },
        { email: "Cleo@example.org", personId: "2", personName: null },
      ],
      forgottenPeople: ["ben.buyer@example.org"],
    });
    await database.sql`select public.save_outcomes(${job}, ${lease}, ${saved})`;
    expect(
      await database.sql`select email, person_id from private.crm_people where connection_id = ${connection} order by email`,
    ).toEqual([
      { email: "ben.buyer@example.org", person_id: "9" },
      { email: "cleo@example.org", person_id: "2" },
    ]);
  });

  test("connecting a CRM puts back what failed for want of one", async () => {
    const { job, lease, outcome, meetingId } = await logJob("24");
    const saved = database.sql.json({ outcomes: [{ id: outcome, status: "failed", reason: "crm_unauthorized" }] });
    await database.sql`select public.save_outcomes(${job}, ${lease}, ${saved})`;
    await database.sql`select public.finish_job(${job}, ${lease})`;
    const [connection] = await database.sql<{ id: string }[]>`select id from public.crm_connections`;
    await database.sql`select public.connect_crm(${ana.workspaceId}, 'pipedrive', 'acme', ${connection?.id ?? ""}, 'sealed', 'k1')`;
    expect(await database.sql`select status from public.attendee_outcomes where id = ${outcome}`).toEqual([
      { status: "pending" },
    ]);
    expect(await claim(database.sql, 10)).toMatchObject([{ kind: "log", meeting_id: meetingId }]);
  });
});

describe("the audit trail", () => {
  test("one line an attendee, in the agreed words", async () => {
    const { meetingId, eventId } = await storeMeeting(database.sql, integration, meetingJson("30"));
    const words = {
      note_added: "Found and Note Added",
      not_found: "Not Found in Pipedrive",
      skipped_internal: "Internal, skipped",
      ambiguous: "Several matches, choose one",
      dry_run: "Dry run",
      failed: "Failed",
      pending: "Pending",
    };
    for (const [status, outcome] of Object.entries(words)) {
      await database.sql`update public.attendee_outcomes set status = ${status} where meeting_id = ${meetingId}`;
      const lines =
        await database.sql`select outcome, meeting_external_id, webhook_event_id from public.attendee_audit where meeting_id = ${meetingId}`;
      expect(lines).toHaveLength(2);
      expect(lines[0]).toEqual({ outcome, meeting_external_id: "30", webhook_event_id: eventId });
    }
  });
});
