import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callApi } from "../support/api-call.ts";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam, ringWorker } from "../support/team.ts";
import { eventOf, outcomesOf, waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

const change = (team: Team, body: unknown) => callApi(team, "PATCH", "/workspaces/settings", body);
const settingsOf = async ({ client }: Team) => {
  const { data } = await client
    .from("workspace_settings")
    .select("dry_run, internal_domains, event_retention_days, transcript_retention_days");
  return data?.[0];
};

describe("how long things are kept", () => {
  let team: Team;
  beforeAll(async () => {
    team = await createTeam({ crm: false });
  });

  test.each([
    [{ eventRetentionDays: 1, transcriptRetentionDays: 3650 }],
    [{ eventRetentionDays: 3650, transcriptRetentionDays: 1 }],
    [{ transcriptRetentionDays: null }],
    [{}],
  ])("%j is taken, and all settings are said", async (wanted) => {
    const before = await settingsOf(team);
    expect(await change(team, wanted)).toMatchObject({
      status: 200,
      body: {
        dryRun: false,
        internalDomains: ["example.com"],
        eventRetentionDays: before?.event_retention_days,
        transcriptRetentionDays: before?.transcript_retention_days,
        ...wanted,
      },
    });
  });

  const wrong = [0, -1, 3651, 1_000_000, 1e300, 1.5, "7", "", true, [7], { days: 7 }];
  test.each([
    ...wrong.map((value) => ["eventRetentionDays", value] as const),
    ...wrong.map((value) => ["transcriptRetentionDays", value] as const),
    ["eventRetentionDays", null] as const,
  ])("%s of %j is refused in a sentence that says which, and nothing is changed", async (field, value) => {
    const before = await settingsOf(team);
    const answer = await change(team, { dryRun: true, internalDomains: ["example.net"], [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_request" } } });
    expect(answer.body.error.message).toMatch(/^(event|transcript)RetentionDays: .*\bdays?\b.*\.$/);
    expect(answer.body.error.message).toContain(field);
    expect(await settingsOf(team)).toEqual(before);
  });

  test("members and managers may not change it, and strangers do not find the workspace", async () => {
    const colleague = await createTeam({ crm: false });
    const wanted = { workspaceId: team.workspaceId, eventRetentionDays: 1 };
    const before = await settingsOf(team);
    expect(await change(colleague, wanted)).toMatchObject({ status: 404 });
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${colleague.userId}, 'manager')`;
    expect(await change(colleague, wanted)).toMatchObject({ status: 403 });
    expect(await settingsOf(team)).toEqual(before);
    await sql`update public.workspace_members set role = 'admin' where workspace_id = ${team.workspaceId} and user_id = ${colleague.userId}`;
    expect(await change(colleague, wanted)).toMatchObject({ status: 200, body: { eventRetentionDays: 1 } });
  });
});

describe("when its time is over", () => {
  /** A delivery that came 100 days ago; the minute's housekeeping has passed since. */
  const expired = async (team: Team, email: string) => {
    const meeting = meetingOf(team.email, "02", { calendar_invitees: [{ name: "Nia", email, is_external: true }] });
    const answer = await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    const eventId = String(answer.body.event_id);
    await expect.poll(async () => (await eventOf(team, answer))?.state).toBe("processed");
    await sql`update public.webhook_events set received_at = now() - interval '100 days' where id = ${eventId}`;
    await sql`update private.housekeeping set ran_at = '-infinity'`;
    const done = async () => {
      await sql`select public.keep_house()`;
      return (await eventOf(team, answer))?.payload;
    };
    await expect.poll(done).toBeNull();
    return { eventId, externalId: String(meeting.recording_id), answer };
  };

  test("a delivery cannot be replayed any more when everybody is logged", async () => {
    const team = await createTeam();
    const email = `nia-${team.workspaceId}@example.org`;
    await simulatedPipedrive.addPerson("Nia", email);
    const { eventId, externalId, answer } = await expired(team, email);
    expect(await team.api(`/events/${eventId}/replay`, {})).toMatchObject({
      status: 409,
      body: { error: { code: "nothing_to_do" } },
    });
    expect(await eventOf(team, answer)).toMatchObject({ state: "processed" });
    expect(await outcomesOf(team, externalId)).toMatchObject([{ status: "note_added" }]);
  });

  test("a replay still logs those of its attendees who were not logged", async () => {
    const team = await createTeam();
    const email = `nia-${team.workspaceId}@example.org`;
    const { eventId, externalId, answer } = await expired(team, email);
    const person = await simulatedPipedrive.addPerson("Nia", email);
    expect(await team.api(`/events/${eventId}/replay`, {})).toEqual({ status: 200, body: { status: "waiting" } });
    await ringWorker();
    await expect.poll(async () => (await eventOf(team, answer))?.state).toBe("processed");
    expect(await outcomesOf(team, externalId)).toMatchObject([
      { status: "note_added", crm_person_id: String(person.id) },
    ]);
  });
});
