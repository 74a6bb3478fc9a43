import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, newTeam } from "../support/new-team.ts";
import { type OwnStack, pipedriveToken, startOwnStack } from "../support/own-stack.ts";

/** A ten-thousandth of the hours between tries. */
const scale = 0.0001;
const scheduleMs = [5, 300, 1800, 7200, 18_000, 36_000, 36_000].map((seconds) => seconds * 1000 * scale);
let own: OwnStack;
let ring: () => Promise<unknown>;
let team: Team;

beforeAll(async () => {
  own = await startOwnStack({ environment: { DEBRIEF_BACKOFF_SCALE: String(scale) } });
  ring = await own.startWorker();
  team = await newTeam(own.stack.file, { pipedriveToken });
}, 90_000);
afterEach(() => own.crm.clearFaults());
afterAll(() => own.stop());

let last = 0;
/** A meeting with so many people whom Pipedrive knows. */
const deliver = async (people: number) => {
  const invitees = Array.from({ length: people }, () => {
    const email = `person-${(last += 1)}@example.org`;
    own.crm.addPerson({ name: email, emails: [email] });
    return { name: email, email, is_external: true };
  });
  const meeting = meetingOf(team.email, "02", { calendar_invitees: invitees });
  const { body } = await team.deliver(meeting);
  return { eventId: body.event_id ?? "", externalId: String(meeting.recording_id) };
};
const outcomesOf = (externalId: string) => own.sql`
  select o.id, o.email, o.status, o.reason, o.error, o.attempts, o.crm_person_id, o.crm_note_id, o.updated_at
  from public.attendee_outcomes o join public.meetings m on m.id = o.meeting_id
  where m.external_id = ${externalId} order by o.status, o.email`;
const statusesOf = async (externalId: string) => (await outcomesOf(externalId)).map(({ status }) => String(status));
const eventOf = async (id: string) =>
  (await own.sql`select state, error from public.webhook_events where id = ${id}`)[0];
const alerts = async () =>
  (await own.sql`select kind, count from public.alerts where workspace_id = ${team.workspaceId} order by kind`).map(
    ({ kind, count }) => `${kind} ${count}`,
  );
const notesOf = (personId: unknown) => own.crm.notes(Number(personId)).length;

describe("what Pipedrive could not take is tried again", () => {
  test("for those whom it failed alone: who is logged is not touched again", async () => {
    // Of four notes the first two are refused, at the second try one of them once more.
    own.crm.addFault({ kind: "503", method: "POST", path: "/api/v1/notes", times: 3 });
    const { eventId, externalId } = await deliver(4);
    await expect.poll(() => statusesOf(externalId), { timeout: 20_000 }).toContain("note_added");
    const first = (await outcomesOf(externalId)).filter(({ status }) => status === "note_added");
    expect(first.length).toBeGreaterThan(0);
    await expect
      .poll(async () => (await ring(), statusesOf(externalId)), { timeout: 20_000, interval: 20 })
      .toEqual(Array(4).fill("note_added"));
    const outcomes = await outcomesOf(externalId);
    for (const before of first) expect(outcomes.find(({ id }) => id === before["id"])).toEqual(before);
    expect(outcomes.map(({ attempts }) => attempts).toSorted()).toContain(0);
    expect(outcomes.reduce((sum, { attempts }) => sum + Number(attempts), 0)).toBe(3);
    // Looked for before it was written again: one each.
    for (const { crm_person_id } of outcomes) expect(notesOf(crm_person_id)).toBe(1);
    await expect.poll(async () => (await eventOf(eventId))?.["state"], { timeout: 20_000 }).toBe("processed");
    expect(await alerts()).toEqual([]);
  }, 60_000);

  test("eight times by the schedule, scaled; then it is dead with the reason, somebody is told, and a replay logs it", async () => {
    const alreadyTried = own.linesOf("log").length;
    own.crm.addFault({ kind: "503" });
    const { eventId, externalId } = await deliver(2);
    await expect
      .poll(async () => (await ring(), (await eventOf(eventId))?.["state"]), { timeout: 60_000, interval: 20 })
      .toBe("dead");
    const tries = own.linesOf("log").slice(alreadyTried);
    expect(tries.map(({ attempt, result }) => `${attempt} ${result}`)).toEqual([
      ...Array.from({ length: 7 }, (_, index) => `${index + 1} retry`),
      "8 dead",
    ]);
    for (const [index, planned] of scheduleMs.entries()) {
      expect(tries[index]?.retryInMs).toBeGreaterThanOrEqual(planned * 0.8);
      expect(tries[index]?.retryInMs).toBeLessThanOrEqual(planned * 1.2);
    }
    expect(await outcomesOf(externalId)).toMatchObject(
      Array(2).fill({
        status: "failed",
        reason: "gave_up",
        attempts: 8,
        error: expect.stringMatching(/^Given up after the last try\. Pipedrive gave no usable answer \(status 503\)/),
      }),
    );
    expect(await eventOf(eventId)).toMatchObject({ error: expect.stringContaining("503") });
    expect(await alerts()).toEqual(["connection_failing 1", "dead_letter 1"]);
    const [connection] = await own.sql`
      select status, failures_in_row, last_error from public.crm_connections where workspace_id = ${team.workspaceId}`;
    expect(connection).toMatchObject({
      status: "active",
      failures_in_row: 8,
      last_error: expect.stringContaining("503"),
    });

    own.crm.clearFaults();
    expect(await team.api(`/events/${eventId}/replay`, {})).toEqual({ status: 200, body: { status: "waiting" } });
    await expect
      .poll(async () => (await ring(), statusesOf(externalId)), { timeout: 20_000, interval: 20 })
      .toEqual(["note_added", "note_added"]);
    for (const { crm_person_id } of await outcomesOf(externalId)) expect(notesOf(crm_person_id)).toBe(1);
    await expect.poll(() => eventOf(eventId), { timeout: 20_000 }).toEqual({ state: "processed", error: null });
    const [mended] = await own.sql`
      select failures_in_row, last_error from public.crm_connections where workspace_id = ${team.workspaceId}`;
    expect(mended).toEqual({ failures_in_row: 0, last_error: null });
  }, 120_000);
});
