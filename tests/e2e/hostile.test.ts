import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { fixtureText, meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { theStack, theStackLogs } from "../support/the-stack.ts";

const noteOf = async (noteId: string | null | undefined): Promise<string> => {
  const notes = await simulatedPipedrive.notes();
  return notes.find(({ id }) => String(id) === noteId)?.content ?? "";
};

describe("hostile strings end harmless", () => {
  test("script tags, javascript: links, NUL and bidi controls in every text", async () => {
    const team = await createTeam();
    const person = await simulatedPipedrive.addPerson("Mallory", `mallory-${team.workspaceId}@example.org`);
    const body = fixtureText("72")
      .replaceAll("ana.host@example.com", team.email)
      .replaceAll(/[\w.+-]+@example\.org/gi, `mallory-${team.workspaceId}@example.org`);
    const { status } = await team.deliver(body);
    expect(status).toBe(202);
    const outcomes = await waitForOutcomes(team, "171112072");
    const logged = outcomes.find(({ status: outcome }) => outcome === "note_added");
    expect(logged?.crm_person_id).toBe(String(person.id));
    const note = await noteOf(logged?.crm_note_id);
    expect(note).not.toBe("");
    const tags = [...note.matchAll(/<\/?([a-z]+)/gi)].map(([, tag]) => tag);
    expect(tags.filter((tag) => !["p", "br", "b", "i", "ul", "ol", "li", "a"].includes(tag ?? ""))).toEqual([]);
    expect([...note.matchAll(/href="([^"]*)"/g)].filter(([, href]) => !/^https?:\/\//.test(href ?? ""))).toEqual([]);
    expect(note).not.toMatch(/[\u0000\u202a-\u202e\u2066-\u2069]/);
  });

  test("a title of 200 kB", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email, "02", { title: `<b>${"Very long title ".repeat(13_000)}` });
    await team.deliver(meeting);
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    const note = await noteOf(outcomes.find(({ email }) => email === "ben.buyer@example.org")?.crm_note_id);
    expect(note.length).toBeLessThan(90_000);
    expect(note).toContain("&lt;b&gt;Very long title");
    const { data } = await team.client.from("meetings").select("title").eq("external_id", String(meeting.recording_id));
    expect(data?.[0]?.title.length).toBeLessThanOrEqual(501);
  });

  test("a summary of 300 kB is cut, says so with a link, and keeps its reference", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email, "02", {
      default_summary: { markdown_formatted: "- One more point & <i>another</i>\n".repeat(9000) },
    });
    await team.deliver(meeting);
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    const note = await noteOf(outcomes.find(({ email }) => email === "ben.buyer@example.org")?.crm_note_id);
    expect(note.length).toBeLessThan(90_000);
    expect(note).toMatch(/Shortened/);
    expect(note).toMatch(/ref dbr-[0-9a-f]{16}/);
  });

  test("nothing personal and no secret is in any log", async () => {
    const team = await createTeam();
    const meeting = meetingOf(team.email, "02", { title: "Canary Title 7719" });
    await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    const dir = theStackLogs();
    const logs = fs
      .readdirSync(dir)
      .filter((file) => file !== "postgres.log")
      .map((file) => fs.readFileSync(path.join(dir, file), "utf8"))
      .join("\n");
    expect(logs).toContain('"unit":"log"');
    for (const canary of [
      "Canary Title",
      "ben.buyer",
      "Ben Buyer",
      team.email,
      team.secret,
      theStack().demo.pipedriveToken,
      theStack().secretKey,
      "the new price is the part",
    ]) {
      expect(logs.includes(canary)).toBe(false);
    }
  });
});
