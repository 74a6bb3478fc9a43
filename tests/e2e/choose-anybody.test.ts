import postgres from "postgres";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { callApi } from "../support/api-call.ts";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";
import { waitForOutcomes } from "../support/wait.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());
afterEach(() => simulatedPipedrive.clearFaults());

const log = async (team: Team, ...invitees: { name: string | null; email: string | null }[]) => {
  const attendees = invitees.map((invitee) => ({ ...invitee, is_external: true }));
  const meeting = meetingOf(team.email, "02", { calendar_invitees: attendees });
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  return String(meeting.recording_id);
};
const outcomeOf = async (team: Team, externalId: string) => {
  const { data } = await team.client
    .from("attendee_outcomes")
    .select("id, status, reason, crm_person_id, crm_person_name, crm_note_id, meetings!inner(external_id)")
    .eq("meetings.external_id", externalId)
    .single();
  if (!data) throw new Error("no outcome");
  return data;
};
const notFound = async (team: Team, mark: string) => {
  const email = `${mark}-${team.workspaceId}@example.org`;
  const externalId = await log(team, { name: "Nora New", email });
  return { email, externalId, ...(await outcomeOf(team, externalId)) };
};
const notesOn = async (personId: number | string | null) =>
  (await simulatedPipedrive.notes()).filter((note) => String(note.person_id) === String(personId));
const peopleWith = async (email: string) => {
  const response = await fetch(`${theStack().pipedriveUrl}/simulator/people`);
  const { people } = (await response.json()) as { people: { id: number; emails: { value: string }[] }[] };
  return people.filter(({ emails }) => emails.some(({ value }) => value === email));
};
const historyOf = async (outcomeId: string) => {
  const rows =
    await sql`select what, decided_by from public.meeting_history where outcome_id = ${outcomeId} order by id`;
  return rows.map(({ what, decided_by }) => (decided_by === null ? what : `${what} by a person`));
};

describe("anybody in the CRM", () => {
  test("promise 6: is chosen for an address that nobody has, gets the note, and every later meeting's", async () => {
    const team = await createTeam();
    const right = await simulatedPipedrive.addPerson(
      `Right ${team.workspaceId}`,
      `other-${team.workspaceId}@example.net`,
    );
    const { id, email, externalId, status } = await notFound(team, "unknown");
    expect(status).toBe("not_found");
    const found = await callApi(team, "GET", `/attendee-outcomes/${id}/people?term=right%20${team.workspaceId}`);
    expect(found.body["people"]).toMatchObject([
      { id: String(right.id), emails: [`other-${team.workspaceId}@example.net`] },
    ]);

    const chosen = await team.api(`/attendee-outcomes/${id}/assign`, { personId: String(right.id) });
    expect(chosen).toEqual({ status: 200, body: { status: "waiting" } });
    await waitForOutcomes(team, externalId);
    const logged = { status: "note_added", reason: "chosen_by_person", crm_person_id: String(right.id) };
    expect(await outcomeOf(team, externalId)).toMatchObject(logged);
    expect(await outcomeOf(team, await log(team, { name: null, email }))).toMatchObject(logged);
    expect(await notesOn(right.id)).toHaveLength(2);
    expect(await historyOf(id)).toEqual(["not_found", "person_chosen by a person", "note_added"]);
  });

  test("can be chosen anew for the meetings to come: the note that is written stays", async () => {
    const team = await createTeam();
    const { id, email, externalId } = await notFound(team, "changed");
    const [first, second] = [await simulatedPipedrive.addPerson("First"), await simulatedPipedrive.addPerson("Second")];
    await team.api(`/attendee-outcomes/${id}/assign`, { personId: String(first.id) });
    await waitForOutcomes(team, externalId);
    const again = await team.api(`/attendee-outcomes/${id}/assign`, { personId: String(second.id) });
    expect(again).toEqual({ status: 200, body: { status: "kept" } });
    expect(await outcomeOf(team, externalId)).toMatchObject({ crm_person_id: String(first.id), status: "note_added" });
    const later = await log(team, { name: null, email });
    expect(await outcomeOf(team, later)).toMatchObject({ crm_person_id: String(second.id) });
    expect([(await notesOn(first.id)).length, (await notesOn(second.id)).length]).toEqual([1, 1]);
  });

  test("is chosen for somebody without an address, in this meeting only", async () => {
    const team = await createTeam();
    const person = await simulatedPipedrive.addPerson("On The Phone");
    const externalId = await log(team, { name: "Caller One", email: null });
    const { id } = await outcomeOf(team, externalId);
    await team.api(`/attendee-outcomes/${id}/assign`, { personId: String(person.id) });
    await waitForOutcomes(team, externalId);
    const logged = { status: "note_added", reason: "chosen_by_person", crm_person_id: String(person.id) };
    expect(await outcomeOf(team, externalId)).toMatchObject(logged);
    expect(await outcomeOf(team, await log(team, { name: "Caller One", email: null }))).toMatchObject({
      reason: "no_email",
    });
    expect(await team.api(`/attendee-outcomes/${id}/assign`, { personId: "1001" })).toMatchObject({ status: 409 });
  });

  test("a person who is not there, and an attendee who is not the asker's, change nothing", async () => {
    const [team, stranger] = [await createTeam(), await createTeam()];
    const { id, externalId } = await notFound(team, "wrong");
    const assign = (by: Team, personId: string) => by.api(`/attendee-outcomes/${id}/assign`, { personId });
    expect(await assign(team, "999999999")).toMatchObject({ status: 422, body: { error: { code: "crm_gone" } } });
    expect(await assign(team, "1001/..")).toMatchObject({ status: 400 });
    expect(await assign(stranger, "1001")).toMatchObject({ status: 404 });
    expect(await stranger.api(`/attendee-outcomes/${id}/create-person`, { name: "X" })).toMatchObject({ status: 404 });
    expect(await callApi(stranger, "GET", `/attendee-outcomes/${id}/people?term=ben`)).toMatchObject({
      status: 404,
    });
    expect(await callApi(team, "GET", `/attendee-outcomes/${id}/people?term=b`)).toMatchObject({ status: 400 });
    expect(await outcomeOf(team, externalId)).toMatchObject({ status: "not_found", crm_person_id: null });
  });
});

describe("a new contact", () => {
  test("promise 2: is made once however often it is asked for at once, and gets the note", async () => {
    const team = await createTeam();
    const { id, email, externalId } = await notFound(team, "create");
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => team.api(`/attendee-outcomes/${id}/create-person`, { name: " Nora New " })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    await waitForOutcomes(team, externalId);
    const [person, ...others] = await peopleWith(email);
    expect(others).toEqual([]);
    expect(await outcomeOf(team, externalId)).toMatchObject({
      status: "note_added",
      crm_person_id: String(person?.id),
      crm_person_name: "Nora New",
    });
    expect(await historyOf(id)).toEqual(["not_found", "contact_created by a person", "note_added"]);
  });

  test("promise 2: whose answer was lost is looked for, and not made a second time", async () => {
    const team = await createTeam();
    const { id, email, externalId } = await notFound(team, "lost");
    const create = () => team.api(`/attendee-outcomes/${id}/create-person`, { name: "Nora New" });
    await simulatedPipedrive.fault({ kind: "lost_after_write", times: 1, method: "POST", path: "/api/v2/persons" });
    expect(await create()).toMatchObject({ status: 409, body: { error: { code: "unsure" } } });
    expect(await create()).toMatchObject({ status: 409, body: { error: { code: "unsure" } } });
    await sql`update public.attendee_outcomes set person_creation_at = person_creation_at - interval '3 minutes' where id = ${id}`;
    expect(await create()).toMatchObject({ status: 200 });
    await waitForOutcomes(team, externalId);
    expect(await peopleWith(email)).toHaveLength(1);
    expect(await outcomeOf(team, externalId)).toMatchObject({ status: "note_added" });
  });

  test("is not made where somebody has the address by now: they are taken", async () => {
    const team = await createTeam();
    const { id, email, externalId } = await notFound(team, "taken");
    const person = await simulatedPipedrive.addPerson("Was Added", email);
    expect(await team.api(`/attendee-outcomes/${id}/create-person`, { name: "Nora" })).toMatchObject({ status: 200 });
    await waitForOutcomes(team, externalId);
    expect(await outcomeOf(team, externalId)).toMatchObject({ crm_person_id: String(person.id) });
    expect(await peopleWith(email)).toHaveLength(1);
  });

  test("that the CRM refuses is told, and can be tried again at once", async () => {
    const team = await createTeam();
    const { id, email } = await notFound(team, "refused");
    const create = () => team.api(`/attendee-outcomes/${id}/create-person`, { name: "Nora New" });
    await simulatedPipedrive.fault({ kind: "403_scope", times: 1, method: "POST", path: "/api/v2/persons" });
    expect(await create()).toMatchObject({ status: 422, body: { error: { code: "crm_forbidden" } } });
    expect(await create()).toMatchObject({ status: 200 });
    expect(await peopleWith(email)).toHaveLength(1);
  });
});
