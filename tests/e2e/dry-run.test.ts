import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sanitise } from "../../local/simulators/pipedrive/sanitise.ts";
import { callApi } from "../support/api-call.ts";
import { meetingOf } from "../support/fixtures.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
beforeEach(waitForQuiet);
afterAll(() => sql.end());

const setDryRun = async (team: Team, dryRun: boolean) =>
  expect(await callApi(team, "PATCH", "/workspaces/settings", { dryRun })).toMatchObject({
    status: 200,
    body: { dryRun },
  });
/** Everything that a note has to escape, order or cut. */
const hostile = {
  title: `<script>alert("x")</script> & "Q3" — Grüße 👩‍💻 \u202eevil`,
  default_summary: {
    markdown_formatted: [
      "## Purpose & <b>scope</b>",
      "",
      "- one [link](https://example.com/?a=1&b=2) and [bad](javascript:alert(1))",
      "- **two** `code` <img src=x onerror=alert(1)>",
      "  1. nested “quotes” & ampersands &amp; &lt;entities&gt;",
      "",
      "A paragraph\nwith a break and ünïcödé ✓",
    ].join("\n"),
  },
};
const deliver = async (team: Team, people: { name: string; email: string | null }[], change = {}) => {
  const meeting = meetingOf(team.email, "02", {
    ...hostile,
    calendar_invitees: people.map((person) => ({ ...person, is_external: true })),
    ...change,
  });
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  return { meeting, externalId: String(meeting.recording_id) };
};
const outcomeOf = async (team: Team, externalId: string, name: string) => {
  const { data } = await team.client
    .from("attendee_outcomes")
    .select("id, status, crm_person_id, crm_note_id, meetings!inner(external_id)")
    .eq("meetings.external_id", externalId)
    .eq("name", name)
    .single();
  if (!data) throw new Error("no such attendee");
  return data;
};
const preview = async (
  team: Pick<Team, "client">,
  outcomeId: string,
): Promise<{ html: string; isWritten: boolean }> => {
  const { status, body } = await callApi(team, "GET", `/attendee-outcomes/${outcomeId}/note`);
  expect(status).toBe(200);
  return body;
};
const addPeople = async (team: Team, ...names: string[]) =>
  Promise.all(
    names.map(async (name, index) => {
      const email = `person-${index}-${team.workspaceId}@example.org`;
      const { id } = await simulatedPipedrive.addPerson(name, email);
      return { name, email, id: String(id) };
    }),
  );
const writes = async () => (await simulatedPipedrive.requests()).filter(({ method }) => method !== "GET");

describe("dry run", () => {
  test("shows byte for byte the note that is written after it, and writes nothing until then", async () => {
    const team = await createTeam();
    await setDryRun(team, true);
    const [ann, bob] = await addPeople(team, "Ann <b>&", "Bob");
    const nameless = Array.from({ length: 6 }, (_, index) => ({ name: `Guest ${9 - index}`, email: null }));
    await simulatedPipedrive.clearRequests();
    const { externalId } = await deliver(team, [
      { name: ann?.name ?? "", email: ann?.email ?? "" },
      ...nameless,
      { name: bob?.name ?? "", email: bob?.email ?? "" },
    ]);
    const outcomes = await Promise.all(["Ann <b>&", "Bob", "Guest 5"].map((name) => outcomeOf(team, externalId, name)));
    expect(outcomes.map(({ status }) => status)).toEqual(["dry_run", "dry_run", "not_found"]);
    const shown = await Promise.all(outcomes.map(({ id }) => preview(team, id)));
    expect(shown).toEqual(Array(3).fill({ html: shown[0]?.html, isWritten: false }));
    const html = shown[0]?.html ?? "";
    expect(html).not.toMatch(/<script|<img|javascript:/);
    expect(await writes()).toEqual([]);

    await setDryRun(team, false);
    // Switching it off writes nothing by itself.
    expect((await outcomeOf(team, externalId, "Bob")).status).toBe("dry_run");
    expect(await callApi(team, "POST", "/attendee-outcomes/replay", { status: "dry_run" })).toMatchObject({
      status: 200,
      body: { replayed: 2, next: null },
    });
    await waitForOutcomes(team, externalId);
    const written = await Promise.all(["Ann <b>&", "Bob"].map((name) => outcomeOf(team, externalId, name)));
    expect(written.map(({ status, crm_person_id }) => [status, crm_person_id])).toEqual([
      ["note_added", ann?.id],
      ["note_added", bob?.id],
    ]);
    const notes = await simulatedPipedrive.notes();
    for (const { crm_note_id } of written) {
      expect(notes.find(({ id }) => String(id) === crm_note_id)?.content).toBe(sanitise(html));
    }
    expect((await writes()).map(({ method }) => method)).toEqual(["POST", "POST"]);
    expect(await preview(team, written[0]?.id ?? "")).toEqual({ html, isWritten: true });
  });

  test("a later delivery, a replay and a look-up write nothing either, also of somebody whom Debrief knows", async () => {
    const team = await createTeam();
    const [ann] = await addPeople(team, "Ann");
    const person = [{ name: "Ann", email: ann?.email ?? "" }];
    await deliver(team, person);
    await setDryRun(team, true);
    await simulatedPipedrive.clearRequests();
    const { meeting, externalId } = await deliver(team, person);
    expect((await outcomeOf(team, externalId, "Ann")).status).toBe("dry_run");
    await team.deliver({ ...meeting, default_summary: { markdown_formatted: "Something else." } });
    await callApi(team, "POST", "/attendee-outcomes/replay", { status: "dry_run" });
    await callApi(team, "POST", "/events/replay", { states: ["processed"] });
    await waitForQuiet();
    expect((await outcomeOf(team, externalId, "Ann")).status).toBe("dry_run");
    expect(await simulatedPipedrive.requests()).toEqual([]);
  });

  test("what came late is in what is shown, and in what is written", async () => {
    const team = await createTeam();
    await setDryRun(team, true);
    const [ann] = await addPeople(team, "Ann");
    const { meeting, externalId } = await deliver(team, [{ name: "Ann", email: ann?.email ?? "" }]);
    const { id } = await outcomeOf(team, externalId, "Ann");
    const before = await preview(team, id);
    await team.deliver({ ...meeting, default_summary: { markdown_formatted: "The late summary." } });
    await waitForQuiet();
    const { html } = await preview(team, id);
    expect(html).not.toBe(before.html);
    expect(html).toContain("The late summary.");
    await setDryRun(team, false);
    await callApi(team, "POST", `/attendee-outcomes/${id}/log-again`, {});
    await waitForOutcomes(team, externalId);
    const { crm_note_id } = await outcomeOf(team, externalId, "Ann");
    const note = (await simulatedPipedrive.notes()).find((one) => String(one.id) === crm_note_id);
    expect(note?.content).toBe(sanitise(html));
  });

  test("the note is shown to its user and to managers; a colleague is told so, for a stranger it is not there", async () => {
    const [team, colleague] = [await createTeam(), await createTeam({ crm: false })];
    const { externalId } = await deliver(team, [{ name: "Nobody", email: `nobody-${team.workspaceId}@example.org` }]);
    const { id } = await outcomeOf(team, externalId, "Nobody");
    const look = async () => (await callApi(colleague, "GET", `/attendee-outcomes/${id}/note`)).status;
    expect(await look()).toBe(404);
    for (const [role, status] of [
      ["member", 403],
      ["manager", 200],
    ] as const) {
      await sql`
        insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${colleague.userId}, ${role})
        on conflict (workspace_id, user_id) do update set role = excluded.role`;
      expect(await look()).toBe(status);
    }
    for (const made of ["1", "00000000-0000-4000-8000-000000000000"]) {
      expect((await callApi(team, "GET", `/attendee-outcomes/${made}/note`)).status).toBe(404);
    }
  });
});
