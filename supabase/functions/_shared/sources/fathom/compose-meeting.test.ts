import { describe, expect, test } from "vitest";
import { readApiBody } from "./api-body.ts";
import { composeMeeting } from "./compose-meeting.ts";

const compose = (body: object) => composeMeeting(readApiBody({ recording_id: 7, action_items: [], ...body }));

describe("the title", () => {
  test.each([
    ["Renewal — Globex", "Renewal", "Renewal — Globex"],
    ["Impromptu Google Meet Meeting", "Renewal", "Renewal"],
    ["impromptu Zoom Meeting", null, "impromptu Zoom Meeting"],
    [null, "Renewal", "Renewal"],
    [" ", "\u0000", "Untitled meeting"],
    [null, null, "Untitled meeting"],
  ])("of %j and the calendar's %j is %j", (title, meeting_title, chosen) => {
    expect(compose({ title, meeting_title })?.title).toBe(chosen);
  });
});

describe("the times", () => {
  const recorded = { recording_start_time: "2026-08-20T15:01:30Z", recording_end_time: "2026-08-20T15:31:30Z" };
  const scheduled = { scheduled_start_time: "2026-08-20T15:00:00Z", scheduled_end_time: "2026-08-20T16:00:00Z" };
  const times = (body: object) => {
    const meeting = compose(body);
    return [meeting?.startedAt, meeting?.endedAt, meeting?.durationSeconds];
  };

  test("are the recording's before the calendar's", () => {
    expect(times({ ...recorded, ...scheduled })).toEqual([
      "2026-08-20T15:01:30.000Z",
      "2026-08-20T15:31:30.000Z",
      1800,
    ]);
    expect(times(scheduled)).toEqual(["2026-08-20T15:00:00.000Z", "2026-08-20T16:00:00.000Z", 3600]);
    expect(times({})).toEqual([null, null, null]);
  });

  test("have no end before their start", () => {
    const backwards = {
      recording_start_time: recorded.recording_end_time,
      recording_end_time: recorded.recording_start_time,
    };
    expect(times(backwards)).toEqual(["2026-08-20T15:31:30.000Z", null, null]);
  });

  test("of the calendar event stand beside them", () => {
    const schedule = (body: object) => {
      const meeting = compose(body);
      return [meeting?.scheduledStartAt, meeting?.scheduledEndAt];
    };
    expect(schedule({ ...recorded, ...scheduled })).toEqual(["2026-08-20T15:00:00.000Z", "2026-08-20T16:00:00.000Z"]);
    expect(schedule(recorded)).toEqual([null, null]);
    expect(schedule({ scheduled_start_time: "soon", scheduled_end_time: {} })).toEqual([null, null]);
    expect(schedule({ ...scheduled, scheduled_end_time: "2026-08-20T14:00:00Z" })).toEqual([
      "2026-08-20T15:00:00.000Z",
      null,
    ]);
  });

  test("give way to a duration that was said outright, unless the recording has both", () => {
    const draft = { ...readApiBody({ recording_id: 7, ...scheduled }), recordedSeconds: 1950 };
    expect(composeMeeting(draft)?.durationSeconds).toBe(1950);
    expect(
      composeMeeting({ ...readApiBody({ recording_id: 7, ...recorded }), recordedSeconds: 9 })?.durationSeconds,
    ).toBe(1800);
  });
});
