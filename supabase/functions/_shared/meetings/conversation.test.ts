import { describe, expect, test } from "vitest";
import { conversationKeys } from "./conversation.ts";
import type { Attendee } from "./meeting.ts";

const attendees = (...emails: (string | null)[]): Attendee[] =>
  emails.map((email) => ({ name: "Somebody", email, isExternal: null }));
const impromptu = { joinUrl: null, scheduledStartAt: null, scheduledEndAt: null, attendees: [] };
const event = {
  ...impromptu,
  scheduledStartAt: "2026-11-20T14:00:00.000Z",
  scheduledEndAt: "2026-11-20T14:30:00.000Z",
  attendees: attendees("ana.host@example.com", "ben.buyer@example.org"),
};
const plain = (text: string) => Promise.resolve(text);
const room = async (joinUrl: string | null) => (await conversationKeys({ ...impromptu, joinUrl }, plain)).roomKey;
const calendar = async (more: Partial<typeof event>) =>
  (await conversationKeys({ ...event, ...more }, plain)).calendarKey;

describe("the room", () => {
  test.each([
    ["https://us02web.zoom.us/j/123456789", "us02web.zoom.us/j/123456789"],
    ["https://us02web.zoom.us/j/123456789?pwd=aBc123#success", "us02web.zoom.us/j/123456789"],
    ["http://US02Web.Zoom.us:80/j/123456789/", "us02web.zoom.us/j/123456789"],
    ["https://www.zoom.us/my/Ana.Host?pwd=x", "zoom.us/my/ana.host"],
    ["https://zoom.us/my/anahost?pwd=x", "zoom.us/my/anahost"],
    ["https://meet.google.com/abc-defg-hij", "meet.google.com/abc-defg-hij"],
    ["https://meet.google.com/ABC-defg-hij?authuser=1&hs=122", "meet.google.com/abc-defg-hij"],
    ["https://teams.microsoft.com/meet/22812345678?p=aBc", "teams.microsoft.com/meet/22812345678"],
    ["https://app.slack.com/huddle/T012AB3C4/C061EG9SL", "app.slack.com/huddle/t012ab3c4/c061eg9sl"],
    ["https://whereby.com/ana-host", "whereby.com/ana-host"],
    ["https://acme.webex.com/meet/ana", "acme.webex.com/meet/ana"],
    ["https://meet.example.com:8443/one", "meet.example.com:8443/one"],
    ["https://example.com/%E4%F6/1", "example.com/%e4%f6/1"],
  ])("of %s is %s", async (joinUrl, key) => expect(await room(joinUrl)).toBe(key));

  test("is the same for every spelling of a Teams link", async () => {
    const key = "teams.microsoft.com/l/meetup-join/19%3ameeting_nze0%40thread.v2/0";
    const context = "?context=%7b%22Tid%22%3a%22x%22%7d";
    for (const thread of [
      "19%3ameeting_NzE0%40thread.v2",
      "19%3Ameeting_NzE0%40thread.v2",
      "19:meeting_NzE0@thread.v2",
    ]) {
      expect(await room(`https://teams.microsoft.com/l/meetup-join/${thread}/0${context}`)).toBe(key);
    }
  });

  test.each([
    [null],
    ["soon"],
    ["https://zoom.us"],
    ["https://meet.google.com/"],
    ["https://meet.google.com//?authuser=1"],
    ["https://zoom.us/j/"],
    ["https://zoom.us/join?confno=123"],
    ["https://teams.microsoft.com/_#/l/meetup-join/19:x@thread.v2/0"],
    ["https://teams.microsoft.com/v2/?meetingjoin=true#/meet/1"],
    ["https://www.google.com/url?q=https://zoom.us/j/1"],
    ["https://acme.webex.com/acme/j.php?MTID=m123"],
    ["https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F1"],
    ["https://example.com/conference?id=1"],
    [`https://example.com/${"x".repeat(500)}`],
  ])("is not told by %s", async (joinUrl) => expect(await room(joinUrl)).toBeNull());

  test("stays the same from week to week: it is the schedule that tells the calls of a series apart", async () => {
    const series = { ...event, joinUrl: "https://meet.google.com/abc-defg-hij" };
    const one = await conversationKeys(series, plain);
    const next = await conversationKeys({ ...series, scheduledStartAt: "2026-11-27T14:00:00.000Z" }, plain);
    expect(next.roomKey).toBe(one.roomKey);
    expect(next.calendarKey).not.toBe(one.calendarKey);
  });
});

describe("the calendar event", () => {
  test("is its times and its people, in any order, each once, whatever they are called", async () => {
    const [first, second] = event.attendees;
    if (!first || !second) throw new Error("two attendees");
    const same = [{ ...second, name: null }, first, { ...second, isExternal: true }, ...attendees(null)];
    expect(await calendar({ attendees: same })).toBe(await calendar({}));
  });

  test.each([
    ["start", { scheduledStartAt: "2026-11-20T14:05:00.000Z" }],
    ["end", { scheduledEndAt: "2026-11-20T15:00:00.000Z" }],
    ["guest", { attendees: attendees("ana.host@example.com", "cleo@example.org") }],
    ["number of guests", { attendees: [...event.attendees, ...attendees("cleo@example.org")] }],
  ])("is another one with another %s", async (_, more) => {
    expect(await calendar(more)).not.toBe(await calendar({}));
  });

  test("is not known without a start, or with fewer than two addresses", async () => {
    expect(await conversationKeys({ ...event, scheduledStartAt: null }, plain)).toEqual({
      roomKey: null,
      calendarKey: null,
    });
    expect(await calendar({ attendees: attendees("ben@example.org", "ben@example.org", null) })).toBeNull();
    expect(await calendar({ attendees: [] })).toBeNull();
  });

  test("leaves only its hash behind", async () => {
    expect((await conversationKeys(event, () => Promise.resolve("hash"))).calendarKey).toBe("hash");
  });
});
