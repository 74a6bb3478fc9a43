import postgres from "postgres";
import { beforeEach, describe, expect, test } from "vitest";
import { type ApiBody, meetingOf } from "../support/fixtures.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam, ringWorker } from "../support/team.ts";
import { eventOf, waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

beforeEach(waitForQuiet);

const referenceOf = async (team: Team, externalId: string): Promise<string> => {
  const { data } = await team.client.from("meetings").select("id").eq("external_id", externalId).single();
  return `dbr-${data?.id.replaceAll("-", "").slice(0, 16)}`;
};

/** Delivers and waits until everything the delivery led to is over. */
const deliver = async (team: Team, meeting: ApiBody): Promise<void> => {
  const { body } = await team.deliver(meeting);
  const state = async () => (await eventOf(team, { body }))?.state;
  await expect.poll(async () => (await ringWorker(), state()), { timeout: 15_000 }).toBe("processed");
};

const early = (team: Team): ApiBody => {
  const { default_summary: _, ...meeting } = meetingOf(team.email);
  return meeting;
};
const late = (meeting: ApiBody): ApiBody => ({
  ...meeting,
  default_summary: { markdown_formatted: "## Outcome\n\nThe late summary." },
});

describe("a delivery that brings more about a meeting that is logged already (promise 2)", () => {
  test("updates the same note in place", async () => {
    const team = await createTeam();
    const meeting = early(team);
    await deliver(team, meeting);
    const reference = await referenceOf(team, String(meeting.recording_id));
    const [before] = await simulatedPipedrive.notes(reference);
    expect(before?.content).not.toContain("The late summary.");

    await deliver(team, late(meeting));
    const after = await simulatedPipedrive.notes(reference);
    expect(after.map(({ id }) => id)).toEqual([before?.id]);
    expect(after[0]?.content).toContain("The late summary.");
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    expect(outcomes.map(({ status }) => status)).toEqual(["skipped_internal", "note_added", "not_found"]);
  });

  test("one that brings nothing new asks nothing of Pipedrive", async () => {
    const team = await createTeam();
    const meeting = late(early(team));
    await deliver(team, meeting);
    await simulatedPipedrive.clearRequests();
    await deliver(team, meeting);
    await deliver(team, { ...meeting, default_summary: { markdown_formatted: "" } });
    expect(await simulatedPipedrive.requests()).toEqual([]);
  });

  test("a note that somebody deleted is not resurrected, and not asked for again", async () => {
    const team = await createTeam();
    const meeting = early(team);
    await deliver(team, meeting);
    await simulatedPipedrive.fault({ kind: "410", method: "PUT", path: "/api/v1/notes*", times: 1 });
    await deliver(team, late(meeting));
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    const logged = outcomes.find(({ status }) => status === "note_added");
    expect(logged).toMatchObject({ reason: "note_deleted" });
    await simulatedPipedrive.clearRequests();
    await deliver(team, late(meeting));
    expect(await simulatedPipedrive.requests()).toEqual([]);
  });

  test("in a dry run nothing is written, and once it is off the next delivery brings the note up to date", async () => {
    const team = await createTeam();
    const meeting = early(team);
    await deliver(team, meeting);
    const dryRun = async (on: boolean): Promise<void> => {
      const sql = postgres(theStack().dbUrl, { max: 1 });
      await sql`update public.workspace_settings set dry_run = ${on} where workspace_id = ${team.workspaceId}`;
      await sql.end();
    };
    await dryRun(true);
    await simulatedPipedrive.clearRequests();
    await deliver(team, late(meeting));
    expect(await simulatedPipedrive.requests()).toEqual([]);
    await dryRun(false);
    await deliver(team, late(meeting));
    const notes = await simulatedPipedrive.notes(await referenceOf(team, String(meeting.recording_id)));
    expect(notes.map(({ content }) => content.includes("The late summary."))).toEqual([true]);
  });

  test("an update that Pipedrive cannot take now is made later", async () => {
    const team = await createTeam();
    const meeting = early(team);
    await deliver(team, meeting);
    await simulatedPipedrive.fault({ kind: "503", method: "PUT", path: "/api/v1/notes*", times: 1 });
    const { body } = await team.deliver(late(meeting));
    const event = async () => (await eventOf(team, { body }))?.state;
    await expect.poll(event, { timeout: 10_000 }).toBe("retrying");
    // The first wait is about five seconds; the clock of the stack rings the worker.
    await expect.poll(event, { timeout: 30_000 }).toBe("processed");
    const notes = await simulatedPipedrive.notes(await referenceOf(team, String(meeting.recording_id)));
    expect(notes.map(({ content }) => content.includes("The late summary."))).toEqual([true]);
  });
});
