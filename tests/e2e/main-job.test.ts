import { describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { createTeam } from "../support/team.ts";
import { eventOf, outcomesOf, waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

describe("the main job: a Fathom webhook becomes a note on the right person", () => {
  test("the note is on the person, the meeting with each attendee's outcome is the user's, and nobody else's", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email);
    const { status, body } = await team.deliver(meeting);
    expect(status).toBe(202);
    expect(body).toEqual({ status: "accepted", event_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });

    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    expect(outcomes).toMatchObject([
      { email: "ana.host@example.com", status: "skipped_internal", reason: "internal_domain" },
      { email: "ben.buyer@example.org", status: "note_added", reason: "person_found", crm_person_id: "1001" },
      { email: "cleo@example.org", status: "not_found", reason: "no_person" },
    ]);
    const noteId = outcomes[1]?.crm_note_id;
    const [meetingRow] =
      (
        await team.client
          .from("meetings")
          .select("id, title, user_id, summary")
          .eq("external_id", String(meeting.recording_id))
      ).data ?? [];
    expect(meetingRow).toMatchObject({ title: "Renewal review — Globex", user_id: team.userId });
    const notes = await simulatedPipedrive.notes(`dbr-${meetingRow?.id.replaceAll("-", "").slice(0, 16)}`);
    expect(notes.map((note) => [String(note.id), note.person_id])).toEqual([[noteId, 1001]]);
    expect(notes[0]?.content).toContain("Agree the renewal terms.");

    const stranger = await createTeam({ crm: false });
    const from = stranger.client.from.bind(stranger.client);
    for (const rows of [
      from("meetings").select("*"),
      from("attendee_outcomes").select("*"),
      from("attendee_audit").select("*"),
      from("webhook_events").select("*"),
      from("meeting_events").select("*"),
    ]) {
      expect((await rows).data).toEqual([]);
    }
  });

  test("the audit trail answers which event created the note on a person", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email);
    const { body } = await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    const { data } = await team.client
      .from("attendee_audit")
      .select("outcome, crm_person_id, webhook_event_id")
      .eq("meeting_external_id", String(meeting.recording_id))
      .eq("crm_person_id", "1001");
    expect(data).toEqual([{ outcome: "Found and Note Added", crm_person_id: "1001", webhook_event_id: body.event_id }]);
    expect(await eventOf(team, { body })).toMatchObject({ state: "processed" });
  });

  test("promise 2: a hundred copies of one delivery at once are one meeting and one note a person", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email);
    const copies = await Promise.all(
      Array.from({ length: 100 }, () => team.deliver(meeting, { id: `msg_${meeting.recording_id}` })),
    );
    expect(
      copies
        .map(({ status }) => status)
        .toSorted()
        .slice(-2),
    ).toEqual([200, 202]);
    expect(copies.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(new Set(copies.map(({ body }) => body.event_id)).size).toBe(1);
    await waitForOutcomes(team, String(meeting.recording_id));
    const { data } = await team.client.from("meetings").select("id").eq("external_id", String(meeting.recording_id));
    expect(data).toHaveLength(1);
    expect(await simulatedPipedrive.notes(`dbr-${data?.[0]?.id.replaceAll("-", "").slice(0, 16)}`)).toHaveLength(1);
  });

  test("promise 2: the same meeting in a second delivery writes no second note", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email);
    await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    const second = await team.deliver(meeting);
    expect(second.status).toBe(202);
    await expect.poll(async () => (await eventOf(team, second))?.state).toBe("processed");
    const { data } = await team.client.from("meetings").select("id");
    expect(data).toHaveLength(1);
    expect(await simulatedPipedrive.notes(`dbr-${data?.[0]?.id.replaceAll("-", "").slice(0, 16)}`)).toHaveLength(1);
  });

  test("two addresses of one person in a meeting are one note", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email, "02", {
      calendar_invitees: [
        { name: "Maija", email: "maija.esimerkki@example.net", is_external: true },
        { name: "Maija E.", email: "MAIJA@example.org", is_external: true },
      ],
    });
    await team.deliver(meeting);
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    expect(outcomes.map(({ status }) => status)).toEqual(["note_added", "note_added"]);
    expect(new Set(outcomes.map(({ crm_note_id }) => crm_note_id)).size).toBe(1);
  });

  test("several people with the address are ambiguous, with all of them to choose from", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email, "70");
    await team.deliver(meeting);
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    const pat = outcomes.find(({ email }) => email === "pat.twin@example.net");
    expect(pat).toMatchObject({ status: "ambiguous", reason: "several_persons", crm_note_id: null });
    expect(pat?.candidates).toHaveLength(2);
    expect(outcomes.find(({ name }) => name === "Guest (dial-in)")).toMatchObject({
      status: "not_found",
      reason: "no_email",
    });
  });

  test("the second meeting with the same people costs no search: 10 tokens a note (design 9)", async () => {
    const team = await createTeam();
    const people = [
      { name: "Ben", email: "ben.buyer@example.org", is_external: true },
      { name: "John", email: "john.smith@example.org", is_external: true },
    ];
    const spent = async (): Promise<number> => {
      const before = await simulatedPipedrive.tokensUsed();
      const meeting = meetingOf(team.email, "02", { calendar_invitees: people });
      await team.deliver(meeting);
      await waitForOutcomes(team, String(meeting.recording_id));
      return (await simulatedPipedrive.tokensUsed()) - before;
    };
    expect([await spent(), await spent()]).toEqual([2 * 30, 2 * 10]);
  });

  test("a meeting without attendees is a meeting", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email, "03");
    const { body } = await team.deliver(meeting);
    await expect.poll(async () => (await eventOf(team, { body }))?.state).toBe("processed");
    expect(await outcomesOf(team, String(meeting.recording_id))).toEqual([]);
  });

  test("promise 3: without a CRM each attendee says so, and connecting one logs them", async () => {
    const team = await createTeam({ crm: false });
    const meeting = meetingOf(team.email);
    await team.deliver(meeting);
    const before = await waitForOutcomes(team, String(meeting.recording_id));
    expect(before.find(({ email }) => email === "ben.buyer@example.org")).toMatchObject({
      status: "failed",
      reason: "crm_not_connected",
    });
    const { pipedriveAccount, pipedriveToken } = theStack().demo;
    await team.api("/crm-connections/pipedrive", { companyDomain: pipedriveAccount, apiToken: pipedriveToken });
    await expect
      .poll(
        async () =>
          (await outcomesOf(team, String(meeting.recording_id))).find(({ email }) => email === "ben.buyer@example.org")
            ?.status,
        { timeout: 20_000 },
      )
      .toBe("note_added");
  });
});
