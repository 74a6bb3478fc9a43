import { describe, expect, test } from "vitest";
import { englishLocale, formatAgo, formatDay, formatExact, formatSpan, formatWhen, formatWhenWithin } from "./dates.ts";

const berlin = { locale: "en-GB", timeZone: "Europe/Berlin" };
const losAngeles = { locale: "en-US", timeZone: "America/Los_Angeles" };
const now = new Date("2026-08-21T10:00:00Z");

describe("when a meeting was, in a list", () => {
  test("is told in the zone of the person who looks", () => {
    expect(formatWhen("2026-08-20T15:01:30+00:00", berlin, now)).toBe("Yesterday, 17:01");
    expect(formatWhen("2026-08-20T15:01:30+00:00", losAngeles, now).replace(/\s/g, " ")).toBe("Yesterday, 8:01 AM");
  });

  test("today begins at midnight of that zone, not of UTC", () => {
    expect(formatWhen("2026-08-20T22:30:00Z", berlin, now)).toBe("Today, 00:30");
    expect(formatWhen("2026-08-20T21:30:00Z", berlin, now)).toBe("Yesterday, 23:30");
  });

  test("says the weekday this year and the year otherwise", () => {
    expect(formatWhen("2026-03-05T09:00:00Z", berlin, now)).toMatch(/^Thu,? 5 Mar, 10:00$/);
    expect(formatWhen("2025-03-05T09:00:00Z", berlin, now)).toBe("5 Mar 2025, 10:00");
  });

  test("yesterday is right across the change of the clocks", () => {
    expect(formatWhen("2026-03-28T12:00:00Z", berlin, new Date("2026-03-29T12:00:00Z"))).toBe("Yesterday, 13:00");
  });

  test("a moment in the future is told with its date, and tomorrow is called so", () => {
    expect(formatWhen("2026-08-22T09:00:00Z", berlin, now)).toBe("Tomorrow, 11:00");
    expect(formatWhen("2026-08-23T09:00:00Z", berlin, now)).toMatch(/^Sun,? 23 Aug, 11:00$/);
  });

  test("inside of a sentence only names keep their capital letter", () => {
    expect(formatWhenWithin("2026-08-22T09:00:00Z", berlin, now)).toBe("tomorrow, 11:00");
    expect(formatWhenWithin("2026-08-23T09:00:00Z", berlin, now)).toMatch(/^Sun,? 23 Aug, 11:00$/);
  });

  test("understands the form with a blank that Postgres itself prints", () => {
    expect(formatWhen("2026-08-20 15:01:30+00", berlin, now)).toBe("Yesterday, 17:01");
  });

  test.each([
    ["2026-08-21T10:00:30Z", "just now"],
    ["2026-08-21T09:58:30Z", "a minute ago"],
    ["2026-08-21T09:48:00Z", "12 minutes ago"],
    ["2026-08-21T09:00:00Z", "an hour ago"],
    ["2026-08-20T11:00:00Z", "23 hours ago"],
    ["2026-08-20T10:00:00Z", "yesterday, 12:00"],
    ["soon", "unknown date"],
  ])("%s is %s", (iso, ago) => {
    expect(formatAgo(iso, berlin, now)).toBe(ago);
  });

  test("a day alone is that of the person's zone", () => {
    expect(formatDay("2026-11-02T23:00:00Z", berlin)).toBe("3 Nov 2026");
    expect(formatDay("soon", berlin)).toBe("an unknown day");
  });

  test("what is no date says so", () => {
    expect(formatWhen("soon", berlin, now)).toBe("Unknown date");
  });
});

describe("when a meeting was, on its page", () => {
  test("has a day, a start and an end", () => {
    const { day, time } = formatSpan("2026-08-20T15:01:30Z", "2026-08-20T15:31:47Z", berlin);
    expect(day).toMatch(/^Thursday,? 20 August 2026$/);
    expect(time).toBe("17:01 – 17:31");
  });

  test("has only the start when the end is unknown or before it", () => {
    expect(formatSpan("2026-08-20T15:01:30Z", null, berlin).time).toBe("17:01");
    expect(formatSpan("2026-08-20T15:01:30Z", "2026-08-20T14:00:00Z", berlin).time).toBe("17:01");
  });
});

test("the exact moment has seconds and a zone", () => {
  expect(formatExact("2026-08-20T15:01:30Z", berlin)).toMatch(/17:01:30 (CEST|GMT\+2)$/);
});

test("dates are told in the browser's own English, whatever else it speaks and however oddly it names it", () => {
  expect(englishLocale(["de-DE", "en-US", "en-GB"])).toBe("en-US");
  expect(englishLocale(["en-US@posix"])).toBe("en-GB");
  expect(englishLocale(["de", "fr-CH"])).toBe("en-GB");
  expect(englishLocale([])).toBe("en-GB");
});
