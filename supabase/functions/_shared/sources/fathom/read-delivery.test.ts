import { describe, expect, test } from "vitest";
import { meetingSchema } from "../../meetings/meeting.ts";
import { readDelivery } from "./read-delivery.ts";

const files = import.meta.glob<string>("../../../../../tests/fixtures/fathom/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

const fixture = (start: string): unknown => {
  const path = Object.keys(files).find((name) => name.split("/").at(-1)?.startsWith(start));
  return JSON.parse(files[path ?? ""] ?? "");
};

const meetingsOf = (payload: unknown) => {
  const { data, error } = readDelivery(payload);
  if (error) throw new Error(error.code);
  return data.meetings;
};

const essentials = (payload: unknown) =>
  meetingsOf(payload).map((meeting) => [
    meeting.externalId,
    meeting.title,
    meeting.startedAt,
    meeting.durationSeconds,
    meeting.recordedByEmail,
    meeting.attendees.map(({ name, email, isExternal }) => `${name} ${email} ${isExternal}`),
    meeting.summary?.length ?? null,
    meeting.transcript?.length ?? null,
    meeting.actionItems?.length ?? null,
  ]);

const ana = "Ana Host ana.host@example.com false";
const ben = "Ben Buyer ben.buyer@example.org true";
const cleo = "null cleo@example.org true";
const pat = "Pat Twin pat.twin@example.net true";
const dan = "Dan Closer dan.closer@example.com false";
const host = "ana.host@example.com";

// file, external id, title, start, seconds, recorder, attendees, length of summary, transcript and action items
const expected: [string, ...unknown[]][] = [
  [
    "01",
    "123456789",
    "Quarterly Business Review",
    "2025-03-01T16:01:12.000Z",
    3583,
    "alice.johnson@example.com",
    [
      "Alice Johnson alice.johnson@example.com false",
      "Jane Doe jane.doe@example.com false",
      "John Smith john.smith@example.org true",
    ],
    102,
    2,
    1,
  ],
  ["02", "171112002", "Renewal review — Globex", "2026-08-20T15:01:30.000Z", 1817, host, [ana, ben, cleo], 284, 3, 1],
  ["03", "42", "Customer call", "2026-08-20T10:00:00.000Z", 1800, "owner@example.com", [], null, null, null],
  ["04", "171112004", "Impromptu Google Meet Meeting", "2025-10-07T13:20:11.000Z", 8649, host, [], 49, 2, 0],
  ["05", "1", "Smoke test", "2026-05-20T15:01:17.000Z", 865, "host@example.com", [], null, 0, 1],
  [
    "06",
    "171112006",
    "Kitchen check-in — technical workshop",
    "2026-08-20T15:01:30.000Z",
    1817,
    host,
    [ana, ben],
    1414,
    null,
    null,
  ],
  ["10", "171112010", "Sales standup", "2026-08-20T15:01:30.000Z", 1817, host, [ana, dan], 36, 1, 0],
  ["14", "171112014", "Workshop (about 1 hour)", "2026-08-20T15:01:30.000Z", 3360, host, [ana, ben], 28, 560, 0],
  ["40", "58290001", "Closing call", "2025-09-13T09:00:00.000Z", 4470, host, [ben], null, 2, null],
  ["42", "12345", "Sales call", "2025-01-23T10:00:00.000Z", 2730, host, [ben], null, 2, null],
  ["43", "12345", "Sales call", "2025-01-23T10:00:00.000Z", 2730, host, [ben], null, 2, null],
  [
    "41",
    "58297096",
    "Renewal — Łódź office",
    "2026-11-20T14:00:00.000Z",
    1930,
    host,
    ["Buyer, Ben ben.buyer@example.org true", "Pat Twin pat.twin@example.net true", ana],
    null,
    2,
    null,
  ],
  ["44", "12345", "Sales call", "2025-01-23T10:00:00.000Z", 2730, host, [ben], null, 2, null],
  [
    "45",
    "58290045",
    "Rollout and price",
    "2026-11-20T14:00:00.000Z",
    1890,
    host,
    ["null ana.host@example.com false", "null ben.buyer@example.org true"],
    70,
    null,
    null,
  ],
  [
    "60",
    "EXAMPLEshareToken",
    "Example Co discovery",
    "2026-11-12T15:00:00.000Z",
    1950,
    "alex.rep@example.com",
    ["Dana Ramirez dana@example.com null", "Alex Rep alex.rep@example.com null"],
    99,
    2,
    null,
  ],
  [
    "70",
    "171112070",
    "Rollout planning — second warehouse",
    "2026-11-20T14:01:05.000Z",
    1925,
    host,
    [ben, cleo, pat, dan, "Guest (dial-in) null true"],
    2111,
    12,
    3,
  ],
  [
    "73",
    "sha-d10c45e004d70a911ecc399479b7eaf1",
    "Intro call with Example Org",
    null,
    null,
    null,
    ["Ben Buyer ben.buyer@example.org null", "Pat Twin pat.twin@example.net null"],
    86,
    null,
    null,
  ],
];

describe("every format becomes the one meeting", () => {
  test.each(expected)("fixture %s", (start, ...meeting) => {
    expect(essentials(fixture(start))).toEqual([meeting]);
  });

  test.each([
    ["02", "2026-08-20T15:00:00.000Z", "2026-08-20T15:30:00.000Z"],
    ["40", "2025-09-13T09:00:00.000Z", "2025-09-13T10:00:00.000Z"],
    ["42", "2025-01-23T10:00:00.000Z", "2025-01-23T10:30:00.000Z"],
    ["73", null, null],
  ])("the calendar event of fixture %s is from %s to %s", (start, scheduledStartAt, scheduledEndAt) => {
    expect(meetingsOf(fixture(start))).toMatchObject([{ scheduledStartAt, scheduledEndAt }]);
  });

  test("every fixture either is unreadable or gives exact meetings", () => {
    const unreadable = Object.keys(files).filter((path) => {
      const { data } = readDelivery(JSON.parse(files[path] ?? ""));
      for (const meeting of data?.meetings ?? []) expect(meetingSchema.parse(meeting)).toEqual(meeting);
      return data === null;
    });
    expect(unreadable.map((path) => path.split("/").at(-1)?.slice(0, 2))).toEqual([
      "20",
      "21",
      "23",
      "24",
      "25",
      "26",
      "27",
      "28",
      "29",
      "30",
      "si",
    ]);
  });

  test("an array of two meetings is two meetings, in order", () => {
    expect(meetingsOf(fixture("71")).map(({ externalId }) => externalId)).toEqual(["171112710", "171112711"]);
  });

  test("the correctly spelt flat body with several invitees", () => {
    const body = {
      id: "555010001",
      fathom_user_name: "Alex Rep",
      fathom_user_email: "Alex.Rep@example.com",
      meeting_title: "Example Co discovery",
      meeting_scheduled_start_time: "2026-11-12T15:00:00Z",
      meeting_scheduled_end_time: "2026-11-12T15:30:00Z",
      meeting_scheduled_duration_in_minutes: "30",
      meeting_join_url: "https://zoom.example.com/j/5550100",
      meeting_has_external_invitees: "True",
      meeting_invitees:
        "email: dana@example.org\nname: Dana Ramirez\nis_external: True\n\nemail: alex.rep@example.com\nname: Alex Rep\nis_external: False",
      recording_url: "https://fathom.video/calls/555010001",
      recording_share_url: "https://fathom.video/share/EXAMPLEshareToken",
      recording_duration_in_minutes: "32.5",
      transcript_plaintext: "00:00:04 - Alex Rep\n  Thanks for joining, Dana.",
      ai_summary: "## Meeting Purpose\n\nDiscovery call about rep ramp time.",
    };
    const [meeting] = meetingsOf(body);
    expect(meeting).toEqual({
      source: "fathom",
      externalId: "555010001",
      title: "Example Co discovery",
      startedAt: "2026-11-12T15:00:00.000Z",
      endedAt: "2026-11-12T15:30:00.000Z",
      durationSeconds: 1950,
      scheduledStartAt: "2026-11-12T15:00:00.000Z",
      scheduledEndAt: "2026-11-12T15:30:00.000Z",
      recordedByName: "Alex Rep",
      recordedByEmail: "alex.rep@example.com",
      recordingUrl: "https://fathom.video/calls/555010001",
      shareUrl: "https://fathom.video/share/EXAMPLEshareToken",
      shareToken: "EXAMPLEshareToken",
      joinUrl: "https://zoom.example.com/j/5550100",
      summary: "## Meeting Purpose\n\nDiscovery call about rep ramp time.",
      transcript: [{ speaker: "Alex Rep", email: null, text: "Thanks for joining, Dana.", atSeconds: 4 }],
      actionItems: null,
      actionItemsAdd: false,
      attendees: [
        { name: "Dana Ramirez", email: "dana@example.org", isExternal: true },
        { name: "Alex Rep", email: "alex.rep@example.com", isExternal: false },
      ],
    });
  });
});

describe("hostile strings", () => {
  test("lose what would break a page or a database, and keep what a renderer must escape", () => {
    const [meeting] = meetingsOf(fixture("72"));
    const text = JSON.stringify(meeting);
    expect(text).not.toMatch(/\\u0000|\\ud[89a-f]|\u202e|\u2066|\\u001b/i);
    expect(meeting?.title).toBe(
      "<script>alert('title')</script> Review txt.exe — \"quoted\" & <b>bold</b> second line",
    );
    expect(meeting?.joinUrl).toBeNull();
    expect(meeting?.actionItems?.map(({ url }) => url)).toEqual([null, null]);
    expect(meeting?.attendees.map(({ email }) => email)).toEqual([
      "ana.host@example.com",
      "ben.buyer@example.org",
      "cleo@example.org",
      "robert@example.net",
      null,
    ]);
    expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
  });
});

describe("wrappers", () => {
  const body = { title: "Call", recording_id: 7, url: "https://fathom.video/calls/7" };
  const json = JSON.stringify(body);
  test.each<[string, unknown]>([
    ["alone", body],
    ["in an array", [body]],
    ["as data", { data: body }],
    ["as JSON in data", { data: json }],
    ["as JSON in data in an array", [{ data: json }]],
    ["as JSON of an array in data in an array", [{ data: JSON.stringify([body]) }]],
    ["as JSON in transcript in an array", [{ transcript: json }]],
    ["as JSON in transcript, beside a title", { title: "Outer", transcript: json }],
    ["as JSON", json],
    ["as payload", { payload: body }],
    ["as JSON in payload, beside other fields", { payload: json, token: "x" }],
    ["under data of an envelope", { type: "meeting.ready", data: body }],
    ["three deep", { data: { data: [body] } }],
  ])("a meeting is found %s", (_, payload) => {
    expect(meetingsOf(payload).map(({ externalId, title }) => [externalId, title])).toEqual([["7", "Call"]]);
  });

  test("more than three around each other are not opened", () => {
    expect(readDelivery([[[[body]]]]).error?.code).toBe("unknown_shape");
    expect(readDelivery({ data: { data: { data: [body] } } }).error?.code).toBe("unknown_shape");
  });

  test("an item that is no meeting is skipped and counted as long as another is one", () => {
    const { data } = readDelivery([{ hello: "world" }, body, null, "text", { data: [body, 3] }]);
    expect([data?.meetings.length, data?.skipped]).toEqual([2, 4]);
  });

  test("200 meetings are read, 201 are refused", () => {
    expect(readDelivery(Array(200).fill(body)).data?.meetings).toHaveLength(200);
    expect(readDelivery(Array(201).fill(body)).error?.code).toBe("too_many_meetings");
    expect(readDelivery([Array(150).fill(body), Array(51).fill(body)]).error?.code).toBe("too_many_meetings");
  });
});

describe("what is no meeting", () => {
  test.each([[[]], [{ data: [] }], [[[], []]], ["[]"]])("%j holds none", (payload) => {
    expect(readDelivery(payload).error?.code).toBe("no_meeting");
  });

  test.each<[unknown]>([
    [{ hello: "world" }],
    [{ title: "x" }],
    [{ title: "x", id: 5, description: "y" }],
    [{ recording_id: 5 }],
    [{ summary: "x", transcript: "A: b" }],
    [{ title: "  ", summary: "x" }],
    [{}],
    [[{}]],
    [{ data: "not json" }],
    [null],
    [7],
    [true],
    [""],
    ["{"],
    [JSON.parse('{"__proto__":{"title":"x","summary":"y"}}')],
  ])("%j is of an unknown shape", (payload) => {
    expect(readDelivery(payload).error?.code).toBe("unknown_shape");
  });
});
