import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meetingSchema } from "../../meetings/meeting.ts";
import { readDelivery } from "./read-delivery.ts";
import { recorderEmails } from "./recorder-emails.ts";
import { cpuMs } from "../../../../../tests/support/cpu-ms.ts";

const keys = [
  "action_items",
  "transcript_url",
  "topic",
  "shareId",
  "payload",
  "invitees_external",
  "assignee",
  "ai_summary_html_formatted",
  "action_item_description",
  "action_item",
  "ai_summary",
  "calendar_invitees",
  "data",
  "default_summary",
  "display_name",
  "duration",
  "email",
  "fathom_user",
  "fathom_user_email",
  "id",
  "invitees",
  "invitees_email",
  "is_external",
  "markdown_formatted",
  "meeting",
  "meeting_invitees",
  "meeting_title",
  "name",
  "plaintext",
  "recorded_by",
  "recording",
  "recording_end_time",
  "recording_id",
  "recording_start_time",
  "recording_url",
  "scheduled_start_time",
  "share_url",
  "speaker",
  "summary",
  "text",
  "timestamp",
  "title",
  "transcript",
  "transcript_plaintext",
  "url",
  "__proto__",
  "constructor",
  "toString",
];

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "Call",
    "ben@example.org",
    "MAILTO:Ben@Example.org",
    "https://fathom.video/share/tok",
    "javascript:alert(1)",
    "True",
    "2026-08-20T15:01:30Z",
    "2026-08-20 16:00",
    "1757754000",
    "00:00:04",
    "32.5",
    "A: b\nC: d",
    "a@example.org,b@example.org",
    "00:00:04 - Ana (ana@example.com)\n  Hi",
    "email: a@example.org\nis_external: True",
    "\ud800",
    "\u0000",
    '{"title":"x"}',
    "summary",
    "action_items",
    "Call - May 11\nVIEW RECORDING - 31 mins (No highlights): https://fathom.video/share/tok\n\n---\n\n0:11 - Ana\n  Hi",
    "Nov 20, 2026 2:01 PM",
    "Ben <ben@example.org>",
    '"Buyer, Ben",Pat',
    "<p>Hi<script>",
  ),
);

/** Anything that JSON can say, made mostly of the keys and the kinds of text that the formats use. */
const { payload } = fc.letrec<{ payload: unknown }>((tie) => ({
  payload: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    anyText,
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.nat(),
    fc.array(tie("payload"), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...keys), tie("payload")), { maxLength: 8 }).map((entries) => {
      const members = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
      return JSON.parse(`{${members.join(",")}}`) as unknown;
    }),
    tie("payload").map((value) => JSON.stringify(value)),
  ),
}));

const times = { recording_start_time: "2026-08-20T15:01:30Z", recording_end_time: "2026-08-20T15:31:30Z" };
const ana = { name: "Ana", email: "ana@example.com" };
const ben = { name: "Ben", email: "ben@example.org", is_external: true };
const bodies = {
  "today's": {
    ...times,
    title: "Call",
    recording_id: 7,
    url: "https://fathom.video/calls/7",
    recorded_by: ana,
    calendar_invitees: [ben],
    transcript: [{ speaker: { display_name: "Ana" }, text: "Hi", timestamp: "00:00:01" }],
    default_summary: { markdown_formatted: "Text" },
    action_items: [{ description: "Do it" }],
  },
  nested: {
    id: "8",
    fathom_user: ana,
    meeting: { title: "Call", scheduled_start_time: "2026-08-20T15:00:00Z", invitees: [ben] },
    recording: { url: "https://fathom.video/calls/8", duration_in_minutes: "30" },
    transcript: { plaintext: "Ana: Hi" },
    summary: "Text",
  },
  flat: {
    id: "9",
    fathom_user_emaill: "ana@example.com",
    meeting_title: "Call",
    meeting_scheduled_start_time: "2026-08-20T15:00:00Z",
    meeting_invitees: "email: ben@example.org\nname: Ben",
    meeting_invitees_email: "ben@example.org",
    recording_url: "https://fathom.video/calls/9",
    recording_duration_in_minutes: "30",
    transcript_plaintext: "Ana: Hi",
  },
  "topic's": {
    topic: "action_items",
    shareId: "tok",
    action_item: { description: "Do it", completed: false },
    assignee: ana,
    recording: {
      recording_url: "https://fathom.video/calls/11",
      recording_share_url: "https://fathom.video/share/tok",
    },
    meeting: { title: "Call", scheduled_start_time: "2026-08-20T15:00:00Z", invitees: [ben] },
    ai_summary: "Text",
  },
  "summary-only": {
    id: "12",
    ai_summary_html_formatted: "<p>Text</p>",
    meeting_title: "Call",
    meeting_invitee_emails: "ben@example.org,ana@example.com",
    invitees_external: "True,False",
    recording_duration: "30",
    recording_url: "https://fathom.video/calls/12",
  },
  plain: {
    title: "Call",
    summary: "Text",
    recording_url: "https://fathom.video/calls/10",
    invitees: "Ben,Ana",
    invitees_email: "ben@example.org,ana@example.com",
    duration: "30",
  },
};

const apiKeys = [
  "meeting_title",
  "share_url",
  "meeting_url",
  "scheduled_start_time",
  "scheduled_end_time",
  "recording_end_time",
];

const textsOf = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

const holdsItsPromises = (value: unknown): void => {
  const { data, error } = readDelivery(value);
  if (error) expect(["unknown_shape", "no_meeting", "too_many_meetings"]).toContain(error.code);
  else expect(data.meetings.length).toBeGreaterThan(0);
  for (const meeting of data?.meetings ?? []) {
    expect(meetingSchema.parse(meeting)).toEqual(meeting);
    for (const text of textsOf(meeting)) expect(text.isWellFormed() && !text.includes("\u0000")).toBe(true);
    expect(meeting.title.length).toBeLessThanOrEqual(500);
    expect(meeting.title).toBe(meeting.title.trim());
    for (const { email } of meeting.attendees) expect(email).toBe(email?.toLowerCase() ?? null);
    for (const url of [meeting.recordingUrl, meeting.shareUrl, meeting.joinUrl])
      expect(url ?? "https:").toMatch(/^https?:/);
  }
  expect(readDelivery(value)).toEqual({ data, error });
  for (const email of recorderEmails(value)) expect(email).toMatch(/^[^\s@]+@[^\s@]+$/);
};

describe("whatever arrives, reading it ends with exact meetings or with a reason, twice the same", () => {
  test("any JSON value", () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), holdsItsPromises), { numRuns: 500 });
  });
  test("any JSON value made of the formats' own keys", () => {
    fc.assert(fc.property(payload, holdsItsPromises), { numRuns: 1000 });
  });
  test.each(Object.entries(bodies))("a %s body of which some fields are anything", (_, body) => {
    const keys = fc.constantFrom(...Object.keys(body));
    const odd = fc.array(fc.tuple(keys, fc.oneof(payload, fc.jsonValue())), { minLength: 1, maxLength: 3 });
    const wrap = fc.constantFrom<(inner: object) => unknown>(
      (inner) => inner,
      (inner) => [inner, inner],
      (inner) => ({ data: JSON.stringify(inner) }),
      (inner) => [{ transcript: JSON.stringify(inner) }],
    );
    fc.assert(
      fc.property(odd, wrap, (fields, wrapped) => {
        const changed = wrapped({ ...body, ...Object.fromEntries(fields) });
        holdsItsPromises(changed);
        const { data } = readDelivery(changed);
        expect(fields.length !== 1 || (data?.meetings.length ?? 0) > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what today's body says", () => {
  const body = bodies["today's"];
  const others = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...keys), fc.string()), payload), { maxLength: 6 });
  // A copied transcript has a heading with a link, which a body without one takes from it.
  const known = new Set([...Object.keys(body), ...apiKeys, "transcript_plaintext"]);

  test("is not changed by keys that it does not have", () => {
    fc.assert(
      fc.property(others, (entries) => {
        const unknown = Object.fromEntries(entries.filter(([key]) => !known.has(key)));
        expect(readDelivery({ ...unknown, ...body })).toEqual(readDelivery(body));
      }),
      { numRuns: 500 },
    );
  });
});

test("the same body in another order of its keys is the same meeting", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(bodies)), fc.nat(20), (body, turn) => {
      const entries: [string, unknown][] = Object.entries(body);
      const turned = Object.fromEntries([
        ...entries.slice(turn % entries.length),
        ...entries.slice(0, turn % entries.length),
      ]);
      expect(readDelivery(turned)).toEqual(readDelivery(body));
    }),
  );
});

describe("no size and no nesting makes it slow", () => {
  const rest = { title: "Call", summary: "Text" };
  test.each<[string, () => unknown]>([
    ["a million empty invitees", () => ({ ...rest, calendar_invitees: Array(1e6).fill(null) })],
    ["a million empty segments", () => ({ ...rest, transcript: Array(1e6).fill(null) })],
    ["a title of 5 MB", () => ({ ...rest, title: "a b ".repeat(1.25e6) })],
    ["a title of 5 MB of blanks", () => ({ ...rest, title: " ".repeat(5e6), url: "https://fathom.video/calls/1" })],
    ["a summary of 5 MB", () => ({ ...rest, summary: "abc\n".repeat(1.25e6) })],
    ["a transcript of 5 MB", () => ({ ...rest, transcript: "A: b\n".repeat(1e6) })],
    [
      "5 MB of blanks in a line",
      () => ({ ...rest, transcript: `x${" ".repeat(5e6)}x`, action_items: " ".repeat(5e6) }),
    ],
    ["5 MB of brackets and commas", () => ({ ...rest, invitees: "(".repeat(5e6), invitees_email: "a@b,".repeat(1e6) })],
    ["an address of 5 MB", () => ({ ...rest, fathom_user_email: "@".repeat(5e6) })],
    ["arrays 500,000 deep", () => JSON.parse(`${"[".repeat(5e5)}${"]".repeat(5e5)}`)],
    ["objects 200,000 deep", () => JSON.parse(`${'{"data":'.repeat(2e5)}1${"}".repeat(2e5)}`)],
    ["JSON 500,000 deep in data", () => ({ data: `${"[".repeat(5e5)}${"]".repeat(5e5)}` })],
    [
      "JSON in JSON in JSON",
      () =>
        Array(8)
          .fill(0)
          .reduce<string>((inner) => JSON.stringify({ data: inner, transcript: inner }), "{}"),
    ],
    ["10 MB of commas", () => ({ ...rest, invitees: ",".repeat(5e6), invitees_email: ",".repeat(5e6) })],
    ["10 MB of commas and quotes", () => ({ ...rest, invitees: ',"'.repeat(5e6) })],
    [
      "5 MB of HTML",
      () => ({ title: "Call", url: "https://x.example", ai_summary_html_formatted: "<p".repeat(2.5e6) }),
    ],
    ["5 MB of a copied transcript", () => `Call\nVIEW RECORDING - 3 mins\n---\n${"0:11 - Ana\n  Hi.\n".repeat(3e5)}`],
    ["5 MB above a transcript", () => `${"-".repeat(5e6)}\nVIEW RECORDING - 3 mins`],
    ["5 MB of dashes below a header", () => `Call\nVIEW RECORDING - 3 mins\n${"-\n".repeat(2.5e6)}`],
    ["5 MB of joined blocks", () => ({ ...rest, invitees: "email:a@example.org,name:b,".repeat(2e5) })],
    ["5 MB of blanks between addresses", () => ({ ...rest, invitees_email: `a@b${" ".repeat(5e6)}c@d` })],
    ["arrays of arrays of nothing", () => Array(200).fill(Array(200).fill(Array(200).fill([])))],
  ])(
    "%s",
    (_, make) => {
      const value = make();
      expect(cpuMs(() => [readDelivery(value), recorderEmails(value)])).toBeLessThan(5000);
    },
    30_000,
  );
});
