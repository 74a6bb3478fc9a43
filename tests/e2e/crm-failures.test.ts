import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
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

const invite = (...emails: string[]) =>
  emails.map((email) => ({ name: email.split("@")[0] ?? "", email, is_external: true }));
const outcomeOf = async (team: Team, externalId: string, email: string) =>
  (await outcomesOf(team, externalId)).find((outcome) => outcome.email === email);
/** Makes what waits for its next try due now, as hours would, and rings the worker. */
const passTime = async (team: Team): Promise<void> => {
  await sql`update private.jobs set run_at = now() where workspace_id = ${team.workspaceId} and state = 'queued'`;
  await ringWorker();
};

describe("when Pipedrive fails", () => {
  test("a refused token: outcomes failed with that reason, the connection marked, nothing retried in a loop", async () => {
    const team = await createTeam();
    const first = meetingOf(team.email);
    await simulatedPipedrive.fault({ kind: "401" });
    await team.deliver(first);
    await waitForOutcomes(team, String(first.recording_id));
    expect(await outcomeOf(team, String(first.recording_id), "ben.buyer@example.org")).toMatchObject({
      status: "failed",
      reason: "crm_unauthorized",
    });
    const { data } = await team.client.from("crm_connections").select("status, last_error");
    expect(data).toMatchObject([{ status: "broken", last_error: expect.stringMatching(/token/i) }]);

    await simulatedPipedrive.clearRequests();
    const second = meetingOf(team.email);
    await team.deliver(second);
    await waitForOutcomes(team, String(second.recording_id));
    expect(await outcomeOf(team, String(second.recording_id), "ben.buyer@example.org")).toMatchObject({
      status: "failed",
      reason: "crm_unauthorized",
    });
    expect(await simulatedPipedrive.requests()).toEqual([]);
    expect(await sql`select 1 from private.jobs where workspace_id = ${team.workspaceId}`).toHaveLength(0);
  });

  test("one attendee's failure does not touch the others, and only that one is tried again", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email, "02", {
      calendar_invitees: invite("ben.buyer@example.org", "john.smith@example.org"),
    });
    const externalId = String(meeting.recording_id);
    await simulatedPipedrive.fault({ kind: "503", method: "POST", path: "/api/v1/notes", times: 1 });
    await team.deliver(meeting);
    const statuses = async () => (await outcomesOf(team, externalId)).map(({ status }) => status).toSorted();
    await expect.poll(statuses, { timeout: 10_000 }).toEqual(["note_added", "pending"]);
    await expect
      .poll(async () => (await sql`select state from private.jobs where workspace_id = ${team.workspaceId}`)[0])
      .toEqual({ state: "queued" });
    await passTime(team);
    await expect.poll(statuses, { timeout: 10_000 }).toEqual(["note_added", "note_added"]);
    const [meetingRow] = (await team.client.from("meetings").select("id").eq("external_id", externalId)).data ?? [];
    expect(await simulatedPipedrive.notes(`dbr-${meetingRow?.id.replaceAll("-", "").slice(0, 16)}`)).toHaveLength(2);
  });

  test("promise 2: a note that was written although its answer was lost is found, not written again", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email);
    const externalId = String(meeting.recording_id);
    await simulatedPipedrive.clearRequests();
    await simulatedPipedrive.fault({ kind: "lost_after_write", method: "POST", path: "/api/v1/notes", times: 1 });
    await team.deliver(meeting);
    await waitForOutcomes(team, externalId);
    const [meetingRow] = (await team.client.from("meetings").select("id").eq("external_id", externalId)).data ?? [];
    const notes = await simulatedPipedrive.notes(`dbr-${meetingRow?.id.replaceAll("-", "").slice(0, 16)}`);
    // Others' notes may be brought up to date at the same moment.
    const isItsOwn = (path: string) => path === "/api/v1/notes" || path === `/api/v1/notes/${notes[0]?.id}`;
    const calls = (await simulatedPipedrive.requests()).filter(({ path }) => isItsOwn(path));
    // Written once; looked for; brought up to what the meeting says, since nobody knows what was written.
    expect(calls.map(({ method }) => method)).toEqual(["POST", "GET", "PUT"]);
    expect(notes).toHaveLength(1);
    expect(await outcomeOf(team, externalId, "ben.buyer@example.org")).toMatchObject({
      status: "note_added",
      crm_note_id: String(notes[0]?.id),
    });
  });

  test("a person once found who was deleted is forgotten and looked up again", async () => {
    const team = await createTeam();
    const email = `zoe-${team.workspaceId}@example.org`;
    const person = await simulatedPipedrive.addPerson("Zoë", email);
    const log = async () => {
      const meeting = meetingOf(team.email, "02", { calendar_invitees: invite(email) });
      await team.deliver(meeting);
      return waitForOutcomes(team, String(meeting.recording_id));
    };
    expect(await log()).toMatchObject([{ status: "note_added", crm_person_id: String(person.id) }]);
    await simulatedPipedrive.deletePerson(person.id);
    expect(await log()).toMatchObject([{ status: "not_found" }]);
    const successor = await simulatedPipedrive.addPerson("Zoë", email);
    expect(await log()).toMatchObject([{ status: "note_added", crm_person_id: String(successor.id) }]);
  });

  test("after the last try the attendee has failed with a reason, the event is dead, and both stay visible (promise 3)", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email);
    const externalId = String(meeting.recording_id);
    await simulatedPipedrive.fault({ kind: "503" });
    const { body } = await team.deliver(meeting);
    const event = async () => (await eventOf(team, { body }))?.state;
    await expect.poll(async () => (await passTime(team), event()), { timeout: 90_000, interval: 50 }).toBe("dead");
    expect(await outcomeOf(team, externalId, "ben.buyer@example.org")).toMatchObject({
      status: "failed",
      reason: "gave_up",
      error: expect.stringContaining("last try"),
    });
  }, 120_000);

  test("dry run: everything but the write", async () => {
    const team = await createTeam();
    await sql`update public.workspace_settings set dry_run = true where workspace_id = ${team.workspaceId}`;
    const before = (await simulatedPipedrive.notes()).length;
    const meeting = meetingOf(team.email);
    await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    expect(await outcomeOf(team, String(meeting.recording_id), "ben.buyer@example.org")).toMatchObject({
      status: "dry_run",
      crm_person_id: "1001",
      crm_note_id: null,
    });
    expect((await simulatedPipedrive.notes()).length).toBe(before);
  });
});
