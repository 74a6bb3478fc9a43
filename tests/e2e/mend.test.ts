import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

const log = async (team: Team, ...emails: string[]) => {
  const invitees = emails.map((email) => ({ name: email, email, is_external: true }));
  const meeting = meetingOf(team.email, "02", { calendar_invitees: invitees });
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  return String(meeting.recording_id);
};
const outcomeOf = async (team: Team, externalId: string) => {
  const { data } = await team.client
    .from("attendee_outcomes")
    .select("id, status, reason, crm_person_id, crm_note_id, candidates, meetings!inner(external_id)")
    .eq("meetings.external_id", externalId)
    .single();
  if (!data) throw new Error("no outcome");
  return data;
};
const notesOn = async (personId: number | string) =>
  (await simulatedPipedrive.notes()).filter((note) => String(note.person_id) === String(personId));

describe("several people with one address", () => {
  test("promise 6: a person chooses once; it is logged there, and every later meeting without asking", async () => {
    const team = await createTeam();
    const email = `pat-${team.workspaceId}@example.org`;
    await simulatedPipedrive.addPerson("Pat One", email);
    const right = await simulatedPipedrive.addPerson("Pat Two", email);
    const first = await log(team, email);
    const { id, status } = await outcomeOf(team, first);
    expect(status).toBe("ambiguous");

    const chosen = await team.api(`/attendee-outcomes/${id}/choose`, { personId: String(right.id) });
    expect(chosen).toEqual({ status: 200, body: { status: "waiting" } });
    await waitForOutcomes(team, first);
    expect(await outcomeOf(team, first)).toMatchObject({
      status: "note_added",
      reason: "chosen_by_person",
      crm_person_id: String(right.id),
    });

    const second = await log(team, email);
    expect(await outcomeOf(team, second)).toMatchObject({
      status: "note_added",
      reason: "chosen_by_person",
      crm_person_id: String(right.id),
    });
    expect(await notesOn(right.id)).toHaveLength(2);

    const again = await team.api(`/attendee-outcomes/${id}/choose`, { personId: String(right.id) });
    expect(again).toMatchObject({ status: 409, body: { error: { code: "already_logged" } } });
    expect(await notesOn(right.id)).toHaveLength(2);
  });

  test("only one of the people found can be chosen", async () => {
    const team = await createTeam();
    const { id } = await outcomeOf(team, await log(team, "pat.twin@example.net"));
    for (const [personId, status, code] of [
      ["1001", 422, "not_a_candidate"],
      ["1003; drop", 400, "invalid_request"],
    ] as const) {
      expect(await team.api(`/attendee-outcomes/${id}/choose`, { personId })).toMatchObject({
        status,
        body: { error: { code } },
      });
    }
  });
});

describe("looking again", () => {
  test("finds somebody who has been added since, and writes one note however often it is asked for", async () => {
    const team = await createTeam();
    const email = `new-${team.workspaceId}@example.org`;
    const externalId = await log(team, email);
    const { id, status } = await outcomeOf(team, externalId);
    expect(status).toBe("not_found");
    const person = await simulatedPipedrive.addPerson("New Contact", email);
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => team.api(`/attendee-outcomes/${id}/log-again`, {})),
    );
    expect(asked.filter((answer) => answer.status === 200).length).toBeGreaterThan(0);
    expect(asked.every((answer) => [200, 409].includes(answer.status))).toBe(true);
    await waitForOutcomes(team, externalId);
    expect(await outcomeOf(team, externalId)).toMatchObject({ status: "note_added", crm_person_id: String(person.id) });
    expect(await notesOn(person.id)).toHaveLength(1);
  });

  test("a stranger's and a made-up id is not there, a colleague's is refused", async () => {
    const [team, stranger, member] = [
      await createTeam(),
      await createTeam({ crm: false }),
      await createTeam({ crm: false }),
    ];
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${member.userId}, 'member')`;
    const { id } = await outcomeOf(team, await log(team, `nobody-${team.workspaceId}@example.org`));
    for (const [person, status, code] of [
      [stranger, 404, "not_found"],
      [member, 403, "forbidden"],
    ] as const) {
      for (const path of ["log-again", "choose"]) {
        const answer = await person.api(`/attendee-outcomes/${id}/${path}`, { personId: "1" });
        expect(answer).toMatchObject({ status, body: { error: { code } } });
      }
    }
    for (const made of ["00000000-0000-4000-8000-000000000000", "1", "..%2f"]) {
      expect((await team.api(`/attendee-outcomes/${made}/log-again`, {})).status).toBe(404);
    }
    await sql`update public.workspace_members set role = 'manager' where user_id = ${member.userId} and workspace_id = ${team.workspaceId}`;
    expect((await member.api(`/attendee-outcomes/${id}/log-again`, {})).status).toBe(200);
  });
});
