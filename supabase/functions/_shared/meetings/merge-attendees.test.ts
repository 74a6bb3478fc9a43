import { expect, test } from "vitest";
import type { Attendee } from "./meeting.ts";
import { mergeAttendees } from "./merge-attendees.ts";

const attendee = (name: string | null, email: string | null, isExternal: boolean | null = null): Attendee => ({
  name,
  email,
  isExternal,
});

test("one e-mail is one person, with the first name and the first word on being external", () => {
  expect(
    mergeAttendees([
      attendee(null, "ben@example.org"),
      attendee("Ben Buyer", "ben@example.org", true),
      attendee("B. Buyer", "ben@example.org", false),
      attendee("Pat", "pat@example.net", false),
    ]),
  ).toEqual([attendee("Ben Buyer", "ben@example.org", true), attendee("Pat", "pat@example.net", false)]);
});

test("without an e-mail the name decides, whatever its case", () => {
  expect(mergeAttendees([attendee("Guest", null), attendee("GUEST", null, true), attendee("Other", null)])).toEqual([
    attendee("Guest", null, true),
    attendee("Other", null),
  ]);
});

test("two people of one name with two addresses stay two", () => {
  expect(mergeAttendees([attendee("Pat", "pat@example.net"), attendee("Pat", "pat@example.org")])).toHaveLength(2);
});

test("who has neither name nor e-mail is nobody", () => {
  expect(mergeAttendees([attendee(null, null, true)])).toEqual([]);
});

test("there are at most 500, and a repeated one still completes what is known", () => {
  const crowd = Array.from({ length: 600 }, (_, index) => attendee(null, `a${index}@example.org`));
  const merged = mergeAttendees([...crowd, attendee("First", "a0@example.org")]);
  expect(merged).toHaveLength(500);
  expect(merged[0]).toEqual(attendee("First", "a0@example.org"));
});

test("the address that Apple's calendar made for somebody is left out beside their own, and kept without it", () => {
  const relay = { name: "Ben", email: "2_gezdgnbvgy3q@imip.me.com", isExternal: true };
  const ben = { name: "Ben", email: "ben@example.org", isExternal: true };
  expect(mergeAttendees([relay, ben])).toEqual([ben]);
  expect(mergeAttendees([relay, { ...ben, name: "Pat" }])).toHaveLength(2);
  expect(mergeAttendees([relay, { ...ben, email: null }])[0]).toEqual(relay);
});
