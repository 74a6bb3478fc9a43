import { describe, expect, test } from "vitest";
import { composeParts, type Recording } from "./note-parts.ts";

/** A recording that began so many minutes after two and lasted so many minutes; both null when nobody knows. */
const recording = (name: string, minute: number | null, minutes: number | null, more: Partial<Recording> = {}) => ({
  startedAt: minute === null ? null : new Date(Date.UTC(2026, 10, 20, 14, minute)).toISOString(),
  durationSeconds: minutes === null ? null : minutes * 60,
  summary: `summary of ${name}`,
  actionItems: [],
  recordingUrl: `https://fathom.video/calls/${name}`,
  shareUrl: `https://fathom.video/share/${name}`,
  ...more,
});

const names = (leading: Recording, ...others: Recording[]) =>
  composeParts(leading, others).map(({ summary, recordingUrl, otherRecordingUrls }) =>
    [summary, recordingUrl, ...otherRecordingUrls].map((text) => text?.replace(/^.*[/ ]/, "")).join(" "),
  );

test("one recording is one part that says what it says", () => {
  const actionItems = [
    {
      description: "Call",
      assigneeName: "Ana",
      assigneeEmail: "ana@example.com",
      completed: true,
      url: "https://x.example",
    },
  ];
  expect(composeParts(recording("a", 0, 30, { actionItems }), [])).toEqual([
    {
      startedAt: "2026-11-20T14:00:00.000Z",
      durationSeconds: 1800,
      summary: "summary of a",
      actionItems: [{ description: "Call", assigneeName: "Ana", completed: true }],
      recordingUrl: "https://fathom.video/share/a",
      otherRecordingUrls: [],
    },
  ]);
});

describe("recordings of the same time are one part", () => {
  // Each: name, first minute, minutes. Expected: whose summary, whose link, the other links.
  test.each([
    ["two colleagues' recorders", recording("a", 0, 30), recording("b", 1, 31), "a a b"],
    ["one that joined late", recording("a", 0, 30), recording("b", 20, 10), "a a b"],
    ["just more than half of the shorter", recording("a", 0, 30), recording("b", 16, 27), "a a b"],
    ["a start that is not known", recording("a", 0, 30), recording("b", null, 30), "a a b"],
    ["a length that is not known", recording("a", 0, 30), recording("b", 50, null), "a a b"],
    ["a length of nothing", recording("a", 0, 30), recording("b", 50, 0), "a a b"],
    ["a leading one without times", recording("a", null, null), recording("b", 0, 90), "a a b"],
    ["a leading one that left early", recording("a", 0, 10), recording("b", 0, 60), "b b a"],
    ["a leading one not quite half as long", recording("a", 0, 30), recording("b", 0, 59), "a a b"],
  ])("%s", (_, leading, other, part) => expect(names(leading, other)).toEqual([part]));
});

describe("recordings that follow each other are parts of their own", () => {
  test.each([
    ["left and rejoined", recording("a", 0, 12), recording("b", 15, 20), ["a a", "b b"]],
    ["the later one stored first", recording("b", 15, 20), recording("a", 0, 12), ["a a", "b b"]],
    ["without a pause", recording("a", 0, 12), recording("b", 12, 12), ["a a", "b b"]],
    ["a recorder that stayed on for a while", recording("a", 0, 30), recording("b", 25, 10), ["a a", "b b"]],
  ])("%s", (_, leading, other, parts) => expect(names(leading, other)).toEqual(parts));
});

describe("of three recordings", () => {
  const whole = recording("whole", 0, 60);
  const start = recording("start", 0, 10);
  const rest = recording("rest", 12, 46);

  test("the short ones are views of the one that stayed, whichever was stored first", () => {
    expect(names(whole, start, rest)).toEqual(["whole whole rest start"]);
    expect(names(start, rest, whole)).toEqual(["whole whole rest start"]);
  });

  test("what the leading one missed is a part, if somebody recorded just that", () => {
    expect(names(rest, whole, start)).toEqual(["start start", "rest rest whole"]);
  });

  test("two of the same time and one that follows are two parts", () => {
    expect(names(recording("a", 0, 12), recording("c", 15, 20), recording("b", 0, 12))).toEqual(["a a b", "c c"]);
  });

  test("three that follow each other are three, in their order", () => {
    expect(names(recording("b", 20, 9), recording("c", 40, 9), recording("a", 0, 9))).toEqual(["a a", "b b", "c c"]);
  });
});

describe("what a part does not say itself", () => {
  const item = (description: string) => ({
    description,
    assigneeName: null,
    assigneeEmail: null,
    completed: false,
    url: null,
  });

  test("comes from another view of the same time", () => {
    const leading = recording("a", 0, 30, { summary: null, actionItems: null });
    const other = recording("b", 0, 29, { actionItems: [item("Call")] });
    expect(composeParts(leading, [other])[0]).toMatchObject({
      startedAt: leading.startedAt,
      durationSeconds: 1800,
      summary: "summary of b",
      actionItems: [{ description: "Call" }],
      recordingUrl: "https://fathom.video/share/a",
    });
  });

  test("and only that", () => {
    const leading = recording("a", 0, 30, { actionItems: [item("Mine")] });
    const other = recording("b", 0, 30, { actionItems: [item("Theirs")] });
    expect(composeParts(leading, [other])[0]).toMatchObject({
      summary: "summary of a",
      actionItems: [{ description: "Mine", assigneeName: null, completed: false }],
    });
  });

  test("does not come from one that follows", () => {
    const parts = composeParts(recording("a", 0, 10, { summary: null }), [recording("b", 20, 10)]);
    expect(parts.map(({ summary }) => summary)).toEqual([null, "summary of b"]);
  });

  test("is linked once, to the shared page if there is one", () => {
    const [part] = composeParts(recording("a", 0, 30, { shareUrl: null, recordingUrl: null }), [
      recording("b", 0, 29, { shareUrl: null }),
      recording("c", 0, 28),
      recording("c", 0, 27),
    ]);
    expect(part?.recordingUrl).toBe("https://fathom.video/calls/b");
    expect(part?.otherRecordingUrls).toEqual(["https://fathom.video/share/c"]);
  });
});
