import { expect, test } from "vitest";
import { readApiBody } from "./api-body.ts";

test("a numeric text, a number and a number with a fraction of nothing are the same recording id", () => {
  const ids = [171112070, "171112070", " 171112070 ", "171112070.0"].map((recording_id) =>
    readApiBody({ recording_id }),
  );
  expect(ids.map(({ recordingId }) => recordingId)).toEqual(Array(4).fill("171112070"));
});

test("what is no id is none", () => {
  const ids = [0, -1, 1.5, 1e300, "", " ", "x".repeat(201), {}, [], true, null, undefined];
  for (const recording_id of ids) expect(readApiBody({ recording_id }).recordingId).toBeNull();
});

test("the id of a webhook is not taken for a meeting's", () => {
  expect(readApiBody({ id: "ikEoQ4bVoq4JYUmc", recorded_by: {} }).olderId).toBeNull();
});

test("an odd invitee, segment or action item does not spoil the others", () => {
  const draft = readApiBody({
    calendar_invitees: [
      null,
      5,
      { name: { x: 1 }, email: "ben@example.org", is_external: "True" },
      [],
      { name: "Cleo" },
    ],
    transcript: [
      null,
      { text: 5 },
      { speaker: "Ana", text: "Hi", timestamp: "01:05" },
      { speaker: 7, text: "Ho" },
      { text: " " },
    ],
    action_items: [
      {},
      { description: "Call back", completed: "true", assignee: "Ana" },
      "x",
      { description: "", assignee: null },
    ],
  });
  expect(draft.attendees.filter(({ name, email }) => name !== null || email !== null)).toEqual([
    { name: null, email: "ben@example.org", isExternal: true },
    { name: "Cleo", email: null, isExternal: null },
  ]);
  expect(draft.transcript).toEqual([
    { speaker: "Ana", email: null, text: "Hi", atSeconds: 65 },
    { speaker: null, email: null, text: "Ho", atSeconds: null },
  ]);
  expect(draft.actionItems).toEqual([
    { description: "Call back", assigneeName: "Ana", assigneeEmail: null, completed: true, url: null },
  ]);
});

test("missing, null and empty are told apart where it matters: not there yet, and none", () => {
  expect(readApiBody({}).transcript).toBeNull();
  expect(readApiBody({ transcript: null, action_items: null }).actionItems).toBeNull();
  expect(readApiBody({ transcript: [], action_items: [] })).toMatchObject({ transcript: [], actionItems: [] });
  expect(readApiBody({ transcript: [5], action_items: [5] })).toMatchObject({ transcript: null, actionItems: null });
});

test.each<[unknown, string | null]>([
  [{ template_name: "General", markdown_formatted: " ## Purpose\n" }, "## Purpose"],
  [{ markdown_formatted: "" }, null],
  [{ markdown_formatted: 5 }, null],
  ["Plain", "Plain"],
  [null, null],
  [[], null],
])("the summary of %j is %j", (default_summary, summary) => {
  expect(readApiBody({ default_summary }).summary).toBe(summary);
});

test("only web addresses are kept", () => {
  const draft = readApiBody({
    url: "javascript:alert(1)",
    share_url: "ftp://example.com",
    meeting_url: "https://example.com/j",
  });
  expect([draft.recordingUrl, draft.shareUrl, draft.joinUrl]).toEqual([null, null, "https://example.com/j"]);
});
