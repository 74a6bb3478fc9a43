import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { callApi } from "../support/api-call.ts";
import { meetingOf } from "../support/fixtures.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam, ringWorker } from "../support/team.ts";
import { eventOf, outcomesOf, waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
beforeEach(waitForQuiet);
afterEach(() => simulatedPipedrive.clearFaults());
afterAll(() => sql.end());

const invite = (...emails: string[]) => emails.map((email) => ({ name: email, email, is_external: true }));
const known = "ben.buyer@example.org";
/** A meeting with somebody whom Pipedrive knows, and what its delivery was answered. */
const deliver = async (team: Team, ...emails: string[]) => {
  const meeting = meetingOf(team.email, "02", { calendar_invitees: invite(known, ...emails) });
  const { body } = await team.deliver(meeting);
  return { eventId: body.event_id ?? "", externalId: String(meeting.recording_id), meeting };
};
/** One whose attendee Pipedrive refused for good. */
const refused = async (team: Team) => {
  await simulatedPipedrive.fault({ kind: "403_scope", path: "/api/v2/persons/search" });
  const delivered = await deliver(team);
  await waitForOutcomes(team, delivered.externalId);
  await untilState(team, delivered.eventId, "processed");
  await simulatedPipedrive.clearFaults();
  return delivered;
};
const untilState = (team: Team, eventId: string, state: string) =>
  expect
    .poll(async () => (await eventOf(team, { body: { event_id: eventId } }))?.state, { timeout: 20_000 })
    .toBe(state);
const replay = (team: Pick<Team, "client">, eventId: string) => callApi(team, "POST", `/events/${eventId}/replay`);
const notesOf = async (team: Team, externalId: string) => {
  const { data } = await team.client.from("meetings").select("id").eq("external_id", externalId).single();
  return simulatedPipedrive.notes(`dbr-${data?.id.replaceAll("-", "").slice(0, 16)}`);
};
const statusesOf = async (team: Team, externalId: string) =>
  (await outcomesOf(team, externalId)).map(({ status }) => status);
const join = (team: Team, colleague: Team, role: string) => sql`
  insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${colleague.userId}, ${role})
  on conflict (workspace_id, user_id) do update set role = excluded.role`;

describe("replaying one delivery", () => {
  test("logs whoever was not logged; again, and at once, it writes no second note", async () => {
    const team = await createTeam();
    const { eventId, externalId } = await refused(team);
    expect(await statusesOf(team, externalId)).toEqual(["failed"]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => replay(team, eventId)));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect(answer).toMatchObject({ status: 409, body: { error: { code: "running" } } });
    }
    await expect.poll(() => statusesOf(team, externalId), { timeout: 20_000 }).toEqual(["note_added"]);
    await untilState(team, eventId, "processed");
    for (let round = 0; round < 2; round++) {
      expect(await replay(team, eventId)).toMatchObject({ status: 200, body: { status: "waiting" } });
      await untilState(team, eventId, "processed");
    }
    expect(await notesOf(team, externalId)).toHaveLength(1);
    expect((await team.client.from("meetings").select("id")).data).toHaveLength(1);
    expect((await team.client.from("webhook_events").select("id")).data).toHaveLength(1);
  });

  test("that nobody could read stays unreadable, and is over again", async () => {
    const team = await createTeam({ crm: false });
    const { body } = await team.deliver({ something: "else", fathom_user_email: team.email });
    await untilState(team, body.event_id ?? "", "unreadable");
    expect((await replay(team, body.event_id ?? "")).status).toBe(200);
    await untilState(team, body.event_id ?? "", "unreadable");
  });

  test("that waits for its next try is tried now", async () => {
    const team = await createTeam();
    await simulatedPipedrive.fault({ kind: "503", path: "/api/v2/persons/search" });
    const { eventId, externalId } = await deliver(team);
    await untilState(team, eventId, "retrying");
    await sql`update private.jobs set run_at = now() + interval '10 h' where workspace_id = ${team.workspaceId}`;
    await simulatedPipedrive.clearFaults();
    expect((await replay(team, eventId)).status).toBe(200);
    await expect.poll(() => statusesOf(team, externalId), { timeout: 20_000 }).toEqual(["note_added"]);
  });

  test("while a worker is at it: 409, and it ends as if nobody had asked", async () => {
    const team = await createTeam();
    await simulatedPipedrive.fault({ kind: "slow", path: "/api/v2/persons/search", milliseconds: 1500, times: 1 });
    const { eventId, externalId } = await deliver(team);
    await expect.poll(() => outcomesOf(team, externalId), { timeout: 20_000 }).toHaveLength(1);
    expect(await replay(team, eventId)).toMatchObject({
      status: 409,
      body: { error: { code: "running", message: expect.stringMatching(/\.$/) } },
    });
    await waitForOutcomes(team, externalId);
    expect(await notesOf(team, externalId)).toHaveLength(1);
  });

  test("whose content is erased and who all are logged: 409, in a sentence", async () => {
    const team = await createTeam();
    const { eventId, externalId } = await deliver(team);
    await waitForOutcomes(team, externalId);
    await untilState(team, eventId, "processed");
    await sql`update public.webhook_events set payload = null, headers = '{}', erased_at = now() where id = ${eventId}`;
    expect(await replay(team, eventId)).toMatchObject({
      status: 409,
      body: { error: { code: "nothing_to_do", message: expect.stringContaining("erased") } },
    });
  });

  test("who may: its user and managers; a colleague is told so, for a stranger it is not there", async () => {
    const [team, colleague] = [await createTeam(), await createTeam({ crm: false })];
    const { eventId } = await refused(team);
    expect(await replay(colleague, eventId)).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    for (const id of ["00000000-0000-4000-8000-000000000000", "1", "..%2f"]) {
      expect(await replay(team, id)).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    }
    await join(team, colleague, "member");
    expect(await replay(colleague, eventId)).toMatchObject({
      status: 403,
      body: { error: { code: "forbidden", message: expect.stringContaining("colleague") } },
    });
    await join(team, colleague, "manager");
    expect((await replay(colleague, eventId)).status).toBe(200);
  });
});

describe("replaying all of a filter", () => {
  const replayAll = (team: Pick<Team, "client">, body: object) => callApi(team, "POST", "/events/replay", body);

  test("some hundred a call, with where to go on, each once", async () => {
    const team = await createTeam({ crm: false });
    const unreadable = JSON.stringify({ something: "else", fathom_user_email: team.email });
    await sql`
      select public.receive_webhook('fathom', 'msg_' || n, ${team.integrationId}, 'signature', '{}', ${unreadable}, 50)
      from generate_series(1, 250) n`;
    const unreadableLeft = async () =>
      (
        await sql`select 1 from public.webhook_events where workspace_id = ${team.workspaceId} and state <> 'unreadable'`
      ).length;
    await expect.poll(async () => (await ringWorker(), unreadableLeft()), { timeout: 30_000 }).toBe(0);
    const first = await replayAll(team, { states: ["unreadable"] });
    expect(first).toMatchObject({
      status: 200,
      body: { replayed: 200, running: 0, next: { afterId: expect.any(String) } },
    });
    const second = await replayAll(team, { states: ["unreadable"], next: first.body.next });
    expect(second).toMatchObject({ status: 200, body: { next: null } });
    await expect.poll(async () => (await ringWorker(), unreadableLeft()), { timeout: 30_000 }).toBe(0);
    const [tries] = await sql`
      select min(attempts) as least, max(attempts) as most from public.webhook_events where workspace_id = ${team.workspaceId}`;
    expect(tries).toEqual({ least: 2, most: 2 });
  }, 90_000);

  test("for managers of the workspace, and of that one alone", async () => {
    const [team, colleague] = [await createTeam(), await createTeam({ crm: false })];
    const { eventId } = await refused(team);
    const asked = { workspaceId: team.workspaceId, states: ["processed"] };
    expect((await replayAll(colleague, asked)).status).toBe(404);
    expect(await replayAll(colleague, { states: ["processed"] })).toMatchObject({ body: { replayed: 0 } });
    await join(team, colleague, "member");
    expect(await replayAll(colleague, asked)).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining("manager") } },
    });
    await join(team, colleague, "manager");
    expect(await replayAll(colleague, asked)).toMatchObject({ status: 200, body: { replayed: 1, next: null } });
    await untilState(team, eventId, "processed");
  });

  test.each([
    [{}, "states"],
    [{ states: [] }, "states"],
    [{ states: ["received"] }, "states"],
    [{ states: "dead" }, "states"],
    [{ states: ["dead"], source: "callrail" }, "source"],
    [{ states: ["dead"], receivedFrom: "yesterday" }, "receivedFrom"],
    [{ states: ["dead"], receivedFrom: "2026-02-30T00:00:00Z" }, "receivedFrom"],
    [{ states: ["dead"], receivedBefore: "0000-01-01T00:00:00Z" }, "receivedBefore"],
    [{ states: ["dead"], receivedBefore: "2026-01-01T00:00:00+23:00" }, "receivedBefore"],
    [{ states: ["dead"], next: { afterAt: "x", afterId: "00000000-0000-4000-8000-000000000000" } }, "next"],
    [{ states: ["dead"], next: { afterAt: "2026-01-01T00:00:00Z" } }, "next"],
    [{ states: ["dead"], next: { afterAt: "2026-01-01T00:00:00Z", afterId: "'; drop" } }, "next"],
    [{ states: ["dead"], workspaceId: "mine" }, "workspaceId"],
  ])("%j is no filter: 400, and which field is wrong", async (filter, field) => {
    const team = await createTeam({ crm: false });
    expect(await replayAll(team, filter)).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_request", message: expect.stringMatching(new RegExp(`^${field}.*\\.$`)) } },
    });
  });
});

describe("having attendees logged again", () => {
  const replayAttendees = (team: Pick<Team, "client">, body: object) =>
    callApi(team, "POST", "/attendee-outcomes/replay", body);

  test("those of a status and a reason; those who are logged are not touched", async () => {
    const team = await createTeam();
    const email = `late-${team.workspaceId}@example.org`;
    const { externalId, eventId } = await deliver(team, email);
    await waitForOutcomes(team, externalId);
    await untilState(team, eventId, "processed");
    await simulatedPipedrive.addPerson("Late", email);
    expect(await replayAttendees(team, { status: "not_found", reason: "no_email" })).toMatchObject({
      body: { replayed: 0, next: null },
    });
    expect(await replayAttendees(team, { status: "not_found", reason: "no_person" })).toMatchObject({
      status: 200,
      body: { replayed: 1, next: null },
    });
    await expect.poll(() => statusesOf(team, externalId), { timeout: 20_000 }).toEqual(["note_added", "note_added"]);
    expect(await notesOf(team, externalId)).toHaveLength(2);
    expect(await eventOf(team, { body: { event_id: eventId } })).toMatchObject({ state: "processed" });
  });

  test("for managers only", async () => {
    const [team, colleague] = [await createTeam({ crm: false }), await createTeam({ crm: false })];
    const asked = { workspaceId: team.workspaceId, status: "failed" };
    expect((await replayAttendees(colleague, asked)).status).toBe(404);
    await join(team, colleague, "member");
    expect((await replayAttendees(colleague, asked)).status).toBe(403);
  });

  test.each([
    [{}, "status"],
    [{ status: "note_added" }, "status"],
    [{ status: "pending" }, "status"],
    [{ status: "failed", reason: "No person" }, "reason"],
    [{ status: "failed", next: {} }, "next"],
    [{ status: "failed", next: { afterId: "1" } }, "next"],
  ])("%j is no filter: 400", async (filter, field) => {
    const team = await createTeam({ crm: false });
    expect(await replayAttendees(team, filter)).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_request", message: expect.stringMatching(new RegExp(`^${field}.*\\.$`)) } },
    });
  });
});

describe("many at once", () => {
  test("deliveries, replays of one, of all, of attendees, and their workers: all are answered, each note is written once", async () => {
    const team = await createTeam();
    await simulatedPipedrive.fault({ kind: "403_scope", path: "/api/v2/persons/search", times: 6 });
    const delivered = await Promise.all(Array.from({ length: 10 }, () => deliver(team)));
    const asked = await Promise.all(
      Array.from({ length: 12 }, async (_, round) => [
        await replay(team, delivered[round % delivered.length]?.eventId ?? ""),
        await callApi(team, "POST", "/events/replay", { states: ["processed", "dead", "retrying"] }),
        await callApi(team, "POST", "/attendee-outcomes/replay", { status: "failed" }),
        { status: (await team.deliver(delivered[round % delivered.length]?.meeting)).status },
        await ringWorker().then(() => ({ status: 200 })),
      ]),
    );
    expect([...new Set(asked.flat().map(({ status }) => status))].toSorted()).toEqual([200, 202, 409]);
    for (const { externalId, eventId } of delivered) {
      await expect
        .poll(
          async () => (
            await callApi(team, "POST", "/attendee-outcomes/replay", { status: "failed" }),
            statusesOf(team, externalId)
          ),
          { timeout: 30_000 },
        )
        .toEqual(["note_added"]);
      expect(await notesOf(team, externalId)).toHaveLength(1);
      await untilState(team, eventId, "processed");
    }
  }, 120_000);
});
