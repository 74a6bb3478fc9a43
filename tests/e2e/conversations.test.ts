import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type ApiBody, meetingOf } from "../support/fixtures.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Answer, type Team, createTeam, deliverSigned, ringWorker } from "../support/team.ts";
import { eventOf, outcomesOf } from "../support/wait.ts";

beforeEach(waitForQuiet);

const shareUrl = (recordingId: number): string => `https://fathom.video/share/call-${recordingId}`;
/** A recording with a link of its own. */
type Recorded = ApiBody & { share_url: string };

/** A team in which two have connected Fathom, and a customer of theirs. */
const twoRecorders = async () => {
  const team = await createTeam();
  const colleague = `cole-${team.workspaceId.slice(0, 8)}@example.com`;
  const signingSecret = `whsec_${randomBytes(24).toString("base64")}`;
  await team.api("/fathom-integrations", { fathomUserEmail: colleague, signingSecret });
  const email = `ben-${team.workspaceId.slice(0, 8)}@example.org`;
  const person = await simulatedPipedrive.addPerson("Ben Buyer", email);
  const ben = { name: "Ben Buyer", email, is_external: true };
  return {
    team,
    ben,
    notes: async () => (await simulatedPipedrive.notes()).filter((note) => note.person_id === person.id),
    first: recorded(
      meetingOf(team.email, "02", { calendar_invitees: [ben], default_summary: said("As Ana heard it.") }),
    ),
    /** The same conversation, as the colleague's recorder has it. */
    second: (first: ApiBody, change: Partial<ApiBody> = {}): Recorded =>
      recorded({
        ...first,
        recording_id: first.recording_id + 1_000_000_000,
        recorded_by: { name: "Cole Host", email: colleague },
        default_summary: said("As Cole heard it."),
        ...change,
      }),
    deliver: (meeting: ApiBody): Promise<Answer> =>
      deliverSigned(meeting, meeting.recorded_by.email === colleague ? signingSecret : team.secret),
  };
};
const recorded = (meeting: ApiBody): Recorded => ({ ...meeting, share_url: shareUrl(meeting.recording_id) });
const said = (summary: string) => ({ markdown_formatted: summary });

const untilLogged = async (team: Team, ...answers: Answer[]): Promise<void> => {
  for (const answer of answers) {
    expect(answer.status).toBe(202);
    const state = async () => (await ringWorker(), (await eventOf(team, answer))?.state);
    await expect.poll(state, { timeout: 20_000 }).toBe("processed");
  }
};
const lineOf = async (team: Team, { recording_id }: ApiBody, email: string) =>
  (await outcomesOf(team, String(recording_id))).find((outcome) => outcome.email === email);

describe("two recorders in one conversation (promise 2)", () => {
  test("one note a person; both recordings are kept, and both say so of their attendees", async () => {
    const { team, ben, notes, first, second, deliver } = await twoRecorders();
    const other = second(first);
    await untilLogged(team, await deliver(first));
    await untilLogged(team, await deliver(other));
    const [note, ...more] = await notes();
    expect(more).toEqual([]);
    expect(note?.content).toContain("As Ana heard it.");
    expect(note?.content).not.toContain("As Cole heard it.");
    expect(note?.content).toContain(other.share_url);
    const logged = { status: "note_added", crm_person_id: String(note?.person_id), crm_note_id: String(note?.id) };
    expect(await lineOf(team, first, ben.email)).toMatchObject({ ...logged, reason: "person_found" });
    expect(await lineOf(team, other, ben.email)).toMatchObject({ ...logged, reason: "same_conversation" });
    const { data } = await team.client
      .from("meetings")
      .select("external_id, recording_of, other_recordings, summary")
      .order("created_at");
    expect(data).toMatchObject([
      { external_id: String(first.recording_id), recording_of: null, other_recordings: 1, summary: "As Ana heard it." },
      {
        external_id: String(other.recording_id),
        recording_of: expect.any(String),
        other_recordings: 1,
        summary: "As Cole heard it.",
      },
    ]);
  });

  test("that are delivered and logged at the same moment, by several workers, still write one note", async () => {
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { team, ben, notes, first, second, deliver } = await twoRecorders();
        const other = second(first);
        const answers = await Promise.all([deliver(first), deliver(other)]);
        await Promise.all(Array.from({ length: 4 }, ringWorker));
        await untilLogged(team, ...answers);
        const written = await notes();
        expect(written).toHaveLength(1);
        const lines = [await lineOf(team, first, ben.email), await lineOf(team, other, ben.email)];
        expect(lines.map((line) => line?.crm_note_id)).toEqual([String(written[0]?.id), String(written[0]?.id)]);
        expect(lines.map((line) => line?.reason).toSorted()).toEqual(["person_found", "same_conversation"]);
      }),
    );
  });

  test("the second arrives while the first is being logged, and its first answer is lost: one note, with both links", async () => {
    const { team, notes, first, second, deliver } = await twoRecorders();
    await simulatedPipedrive.fault({ kind: "lost_after_write", method: "POST", path: "/api/v1/notes", times: 1 });
    await simulatedPipedrive.latency(300);
    try {
      const one = await deliver(first);
      await expect
        .poll(async () => (await lineOf(team, first, first.calendar_invitees[0]?.email ?? ""))?.status)
        .toBe("pending");
      const other = second(first);
      await untilLogged(team, one, await deliver(other));
      const written = await notes();
      expect(written).toHaveLength(1);
      expect(written[0]?.content).toContain(other.share_url);
    } finally {
      await simulatedPipedrive.latency(0);
      await simulatedPipedrive.clearFaults();
    }
  });

  test("who is in the second recording only is logged too, and everybody's note names everybody", async () => {
    const { team, ben, notes, first, second, deliver } = await twoRecorders();
    await untilLogged(team, await deliver(first));
    const email = `late-${team.workspaceId.slice(0, 8)}@example.org`;
    const late = await simulatedPipedrive.addPerson("Lee Late", email);
    const other = second(first, { calendar_invitees: [ben, { name: "Lee Late", email, is_external: true }] });
    await untilLogged(team, await deliver(other));
    expect(await lineOf(team, other, email)).toMatchObject({
      status: "note_added",
      reason: "person_found",
      crm_person_id: String(late.id),
    });
    expect(await notes()).toMatchObject([{ content: expect.stringContaining("Lee Late") }]);
    const theirs = (await simulatedPipedrive.notes()).filter((note) => note.person_id === late.id);
    expect(theirs).toMatchObject([{ content: expect.stringContaining("Ben Buyer") }]);
  });

  test("a colleague in another workspace shares neither conversation nor note", async () => {
    const { team, first, second, notes, deliver } = await twoRecorders();
    const stranger = await createTeam();
    const theirs = second(first, { recorded_by: { name: "Eve", email: stranger.email } });
    await untilLogged(team, await deliver(first));
    const answer = await stranger.deliver(theirs);
    await untilLogged(stranger, answer);
    expect(await notes()).toHaveLength(2);
    const { data } = await stranger.client.from("meetings").select("recording_of, other_recordings");
    expect(data).toEqual([{ recording_of: null, other_recordings: 0 }]);
  });
});

describe("somebody leaves and comes back (promise 2)", () => {
  const part = (from: string, to: string, summary: string) => ({
    recording_start_time: `2026-08-20T${from}:00Z`,
    recording_end_time: `2026-08-20T${to}:00Z`,
    default_summary: said(summary),
  });

  test("the note is updated in place and holds both parts, in their order, whichever came first", async () => {
    const { team, notes, first, deliver } = await twoRecorders();
    const late = { ...first, ...part("15:20", "15:45", "The second half.") };
    const early = recorded({
      ...first,
      recording_id: first.recording_id + 2_000_000_000,
      ...part("15:00", "15:15", "The first half."),
    });
    await untilLogged(team, await deliver(late));
    const [before] = await notes();
    expect(before?.content).toContain("The second half.");
    await untilLogged(team, await deliver(early));
    const after = await notes();
    expect(after.map(({ id }) => id)).toEqual([before?.id]);
    expect(after[0]?.content).toMatch(/The first half\.[^]*The second half\./);
  });

  test("a summary that comes late, for either part, is added to the one note", async () => {
    const { team, notes, first, deliver } = await twoRecorders();
    const { default_summary: _, ...bare } = { ...first, ...part("15:00", "15:15", "") };
    const { default_summary: __, ...again } = recorded({
      ...bare,
      recording_id: first.recording_id + 2_000_000_000,
      ...part("15:20", "15:45", ""),
    });
    await untilLogged(team, await deliver(bare));
    await untilLogged(team, await deliver(again));
    const [before] = await notes();
    await untilLogged(team, await deliver({ ...again, default_summary: said("Late, of the second.") }));
    await untilLogged(team, await deliver({ ...bare, default_summary: said("Late, of the first.") }));
    const after = await notes();
    expect(after.map(({ id }) => id)).toEqual([before?.id]);
    expect(after[0]?.content).toMatch(/Late, of the first\.[^]*Late, of the second\./);
  });
});
