import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { rowsHolding } from "../database/rows-holding.ts";
import { type ApiBody, meetingOf } from "../support/fixtures.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Answer, type Team, createTeam, makeToken, postUnsigned, ringWorker } from "../support/team.ts";
import { eventOf, outcomesOf, waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
beforeEach(waitForQuiet);
afterEach(() => simulatedPipedrive.clearFaults());
afterAll(() => sql.end());

const deliver = async (team: Team, meeting: ApiBody): Promise<Answer> => {
  const answer = await team.deliver(meeting);
  const state = async () => (await ringWorker(), (await eventOf(team, answer))?.state);
  await expect.poll(state, { timeout: 20_000 }).toBe("processed");
  return answer;
};
/** A conversation with two customers that is logged on both; names and addresses are nobody else's. */
const conversation = async () => {
  const team = await createTeam();
  const id = team.workspaceId.slice(0, 8);
  const [surname, email] = [`Quillon${id}`, `mira.${id}@example.org`];
  const mira = { name: `Mira ${surname}`, email, is_external: true };
  const other = { name: "Otto Other", email: `otto-${id}@example.org`, is_external: true };
  const people = [
    await simulatedPipedrive.addPerson(mira.name, email),
    await simulatedPipedrive.addPerson(other.name, other.email),
  ];
  const meeting = meetingOf(team.email, "02", {
    title: `Talk with Mira ${surname}`,
    calendar_invitees: [mira, other],
    default_summary: { markdown_formatted: `Mira wants it. Write to ${email}.` },
  });
  const transcript = [
    {
      speaker: { display_name: mira.name, matched_calendar_invitee_email: email },
      text: "My own words.",
      timestamp: "00:00:01",
    },
    { speaker: { display_name: "Ana Host" }, text: `Thank you, Mira ${surname}.`, timestamp: "00:00:02" },
  ];
  await deliver(team, { ...meeting, transcript } as ApiBody);
  const notesOn = async (person: number) =>
    (await simulatedPipedrive.notes()).filter((note) => note.person_id === people[person]?.id);
  return {
    team,
    email,
    surname,
    other,
    meeting,
    theirs: () => notesOn(0),
    others: () => notesOn(1),
    erase: (deleteNotes: boolean) => team.api("/erasures", { email: email.toUpperCase(), deleteNotes }),
    left: () => rowsHolding(sql, email, surname, "My own words"),
  };
};
const lineOf = async (team: Team) =>
  (
    await team.client
      .from("erasures")
      .select("meetings, outcomes, events, notes, notes_to_delete, notes_deleted, notes_failed, finished_at")
  ).data;

describe("erasing a person", () => {
  test("nothing of them is left in Debrief; their note is listed, and the others' is written anew without them", async () => {
    const { team, meeting, theirs, others, erase, left, surname } = await conversation();
    const [note] = await theirs();
    expect((await others())[0]?.content).toContain(surname);
    const { status, body } = await erase(false);
    expect([status, body]).toEqual([
      200,
      {
        erasureId: expect.any(String),
        meetings: 1,
        attendees: 1,
        deliveries: 1,
        notes: [
          {
            account: theStack().demo.pipedriveAccount,
            personId: String(note?.person_id),
            noteId: String(note?.id),
          },
        ],
      },
    ]);
    await waitForQuiet();
    expect(await left()).toEqual([]);
    const [rewritten, ...more] = await others();
    expect(more).toEqual([]);
    expect(rewritten?.content).not.toMatch(/mira|quillon/i);
    expect(rewritten?.content).toContain("Erased person wants it.");
    expect(await theirs()).toEqual([note]);
    expect(await outcomesOf(team, String(meeting.recording_id))).toMatchObject([
      { email: expect.stringContaining("otto"), status: "note_added" },
      { email: null, status: "note_added", reason: "erased", crm_person_id: null, crm_note_id: null },
    ]);
    const counted = {
      meetings: 1,
      outcomes: 1,
      events: 1,
      notes: 1,
      notes_to_delete: 0,
      notes_deleted: 0,
      notes_failed: 0,
    };
    expect(await lineOf(team)).toEqual([{ ...counted, finished_at: expect.any(String) }]);
  });

  test("the same meeting again, with more, does not bring them back, in Debrief or in the notes", async () => {
    const { team, meeting, others, erase, left } = await conversation();
    await erase(false);
    await waitForQuiet();
    const before = await others();
    await deliver(team, { ...meeting, default_summary: { markdown_formatted: "Mira wants even more." } });
    expect(await left()).toEqual([]);
    expect(await others()).toEqual(before);
  });

  test("twice, and somebody whom nobody has met: done, with nothing found", async () => {
    const { team, erase } = await conversation();
    await erase(true);
    const nothing = { meetings: 0, attendees: 0, deliveries: 0, notes: [] };
    expect(await erase(true)).toMatchObject({ status: 200, body: nothing });
    expect(await team.api("/erasures", { email: "nobody@example.net", deleteNotes: true })).toMatchObject({
      status: 200,
      body: nothing,
    });
    expect(await lineOf(team)).toHaveLength(3);
  });
});

describe("the notes on the person in Pipedrive", () => {
  const finished = async (team: Team) => {
    const line = async () => {
      await sql`update private.jobs set run_at = now() where workspace_id = ${team.workspaceId} and state = 'queued'`;
      await ringWorker();
      return (await lineOf(team))?.[0];
    };
    await expect.poll(async () => (await line())?.finished_at, { timeout: 20_000 }).not.toBeNull();
    expect(await sql`select 1 from private.note_deletions where workspace_id = ${team.workspaceId}`).toHaveLength(0);
    return line();
  };

  test("are deleted when that is asked for, and the others' are not", async () => {
    const { team, theirs, others, erase } = await conversation();
    await erase(true);
    expect(await finished(team)).toMatchObject({ notes: 1, notes_to_delete: 1, notes_deleted: 1, notes_failed: 0 });
    expect([(await theirs()).length, (await others()).length]).toEqual([0, 1]);
  });

  test.each([
    ["Pipedrive fails at first", { kind: "500", times: 2 }, { notes_deleted: 1, notes_failed: 0 }, 0],
    ["it is gone already", { kind: "404", times: 1 }, { notes_deleted: 1, notes_failed: 0 }, 1],
    [
      "it was deleted, and the answer lost",
      { kind: "lost_after_write", times: 1 },
      { notes_deleted: 1, notes_failed: 0 },
      0,
    ],
    ["the token is refused", { kind: "401", times: 1 }, { notes_deleted: 0, notes_failed: 1 }, 1],
    ["the token may not", { kind: "403_scope", times: 1 }, { notes_deleted: 0, notes_failed: 1 }, 1],
  ] as const)("when %s", async (_, fault, counted, notes) => {
    const { team, theirs, erase } = await conversation();
    await simulatedPipedrive.fault({ ...fault, method: "DELETE", path: "/api/v1/notes*" });
    await erase(true);
    expect(await finished(team)).toMatchObject({ notes_to_delete: 1, ...counted });
    expect(await theirs()).toHaveLength(notes);
    const { data: alerts } = await team.client.from("alerts").select("kind").eq("kind", "dead_letter");
    expect(alerts).toHaveLength(counted.notes_failed);
  });

  test("of an account that is not connected any more are counted as failed", async () => {
    const { team, erase } = await conversation();
    await sql`update public.crm_connections set account = 'another' where workspace_id = ${team.workspaceId}`;
    await erase(true);
    expect(await finished(team)).toMatchObject({ notes_to_delete: 1, notes_deleted: 0, notes_failed: 1 });
  });
});

describe("when it cannot be", () => {
  test("while a meeting of theirs is being logged: 409, nothing is changed, and a moment later it is done", async () => {
    const { team, email, other, erase, left } = await conversation();
    const more = meetingOf(team.email, "02", {
      calendar_invitees: [{ name: "Mira", email, is_external: true }, other],
    });
    await simulatedPipedrive.latency(3000);
    try {
      await team.deliver(more);
      const isRunning = async () =>
        (
          await sql`select 1 from private.jobs where workspace_id = ${team.workspaceId} and kind = 'log' and state = 'running'`
        ).length;
      await expect.poll(isRunning, { interval: 20, timeout: 10_000 }).toBe(1);
      const before = await left();
      expect(await erase(true)).toMatchObject({
        status: 409,
        body: { error: { code: "running", message: expect.stringMatching(/nothing was changed\.$/) } },
      });
      expect((await left()).length).toBeGreaterThanOrEqual(before.length);
      expect(await lineOf(team)).toEqual([]);
    } finally {
      await simulatedPipedrive.latency(0);
    }
    await waitForOutcomes(team, String(more.recording_id));
    await waitForQuiet();
    expect(await erase(false)).toMatchObject({ status: 200, body: { meetings: 2 } });
    expect(await left()).toEqual([]);
  });

  test("somebody who records for the workspace: 409", async () => {
    const team = await createTeam({ crm: false });
    const answer = await team.api("/erasures", { email: team.email, deleteNotes: false });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "records" } } });
  });

  test.each([
    ["no address", { deleteNotes: false }],
    ["no address at all", { email: "", deleteNotes: false }],
    ["a name", { email: "Ben Buyer", deleteNotes: false }],
    ["two addresses", { email: "a@example.org, b@example.org", deleteNotes: false }],
    ["a blank in it", { email: "ben buyer@example.org", deleteNotes: false }],
    ["an endless address", { email: `${"a".repeat(300)}@example.org`, deleteNotes: false }],
    ["a list", { email: ["a@example.org"], deleteNotes: false }],
    ["not whether to delete the notes", { email: "a@example.org" }],
    ["a word for it", { email: "a@example.org", deleteNotes: "yes" }],
    ["another kind of workspace", { email: "a@example.org", deleteNotes: false, workspaceId: "mine" }],
    ["no JSON", "{"],
    ["a list instead of an order", []],
  ])("%s: 400, and nothing happens", async (_, body) => {
    const team = await createTeam({ crm: false });
    const answer = await team.api("/erasures", body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_request", message: expect.stringMatching(/\.$/) } },
    });
    expect(await lineOf(team)).toEqual([]);
  });
});

test.each(["jörg@example.org", "ben@localhost", "a.b+c@x", "a..b@x.example.org", " Mailto:Ben@Example.org "])(
  "whoever can be stored can be erased: %s",
  async (email) => {
    const team = await createTeam({ crm: false });
    expect(await team.api("/erasures", { email, deleteNotes: false })).toMatchObject({ status: 200 });
  },
);

describe("who may", () => {
  test("owners and administrators; members and managers may not, and strangers do not find the workspace", async () => {
    const { team, email, left } = await conversation();
    const stranger = await createTeam({ crm: false });
    const order = { email, deleteNotes: true, workspaceId: team.workspaceId };
    expect(await stranger.api("/erasures", order)).toMatchObject({ status: 404 });
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${stranger.userId}, 'member')`;
    for (const role of ["member", "manager"]) {
      await sql`update public.workspace_members set role = ${role} where workspace_id = ${team.workspaceId} and user_id = ${stranger.userId}`;
      expect(await stranger.api("/erasures", order)).toMatchObject({
        status: 403,
        body: { error: { code: "forbidden" } },
      });
      expect((await stranger.client.from("erasures").select("id")).data).toEqual([]);
    }
    expect(
      (
        await fetch(`${theStack().apiUrl}/functions/v1/api/erasures`, {
          method: "POST",
          body: JSON.stringify(order),
        })
      ).status,
    ).toBe(401);
    expect((await left()).length).toBeGreaterThan(0);
    expect(await lineOf(team)).toEqual([]);
    await sql`update public.workspace_members set role = 'admin' where workspace_id = ${team.workspaceId} and user_id = ${stranger.userId}`;
    expect(await stranger.api("/erasures", order)).toMatchObject({ status: 200, body: { meetings: 1 } });
    expect(await left()).toEqual([]);
  });

  test("what another workspace knows of the same person stays", async () => {
    const { team, email, erase } = await conversation();
    const stranger = await createTeam();
    const meeting = meetingOf(stranger.email, "02", {
      calendar_invitees: [{ name: "Mira", email, is_external: true }],
    });
    await deliver(stranger, meeting);
    await erase(true);
    expect(await outcomesOf(stranger, String(meeting.recording_id))).toMatchObject([{ email, status: "note_added" }]);
    expect((await stranger.client.from("meetings").select("transcript")).data?.[0]?.transcript).not.toBeNull();
    expect((await team.client.from("attendee_outcomes").select("id").eq("email", email)).data).toEqual([]);
  });
});

test("an authentic delivery that nobody can read goes too when it names the person", async () => {
  const { team, email, erase, left } = await conversation();
  const answer = await postUnsigned({ hello: `Mira <${email}>` }, `?token=${await makeToken(team)}`);
  await expect.poll(async () => (await eventOf(team, answer))?.state, { timeout: 10_000 }).toBe("unreadable");
  expect(await erase(false)).toMatchObject({ status: 200, body: { deliveries: 2 } });
  expect(await left()).toEqual([]);
  expect(await eventOf(team, answer)).toMatchObject({ state: "unreadable", payload: null });
});
