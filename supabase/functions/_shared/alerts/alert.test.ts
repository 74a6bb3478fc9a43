import { describe, expect, test } from "vitest";
import { alertKindSchema, alertText } from "./alert.ts";

describe("an alert in words", () => {
  test("says how many of what, and what to do next", () => {
    expect(alertText({ kind: "dead_letter", count: 3 })).toEqual({
      headline: "3 deliveries or attendees could not be logged",
      nextStep: "Open Debrief, see why, and replay them.",
    });
    expect(alertText({ kind: "dead_letter", count: 1 })).toEqual({
      headline: "1 delivery or attendee could not be logged",
      nextStep: "Open Debrief, see why, and replay it.",
    });
    expect(alertText({ kind: "test", count: 1 })).toEqual({
      headline: "This is a test alert from Debrief",
      nextStep: "Alerts will arrive here.",
    });
  });

  test.each(alertKindSchema.options)("of kind %s has a headline that fits and a whole sentence", (kind) => {
    for (const count of [1, 2, 1_000_000]) {
      const { headline, nextStep } = alertText({ kind, count });
      expect(/\d/.test(headline) || kind === "test" || count === 1).toBe(true);
      expect(headline).not.toMatch(/\b1 times/);
      expect(headline).not.toMatch(/\.$/);
      expect(headline.length).toBeLessThanOrEqual(100);
      expect(nextStep).toMatch(/^[A-Z].*\.$/);
    }
  });

  const counted = alertKindSchema.options.filter((kind) => kind !== "test");
  test.each(counted)("of kind %s tells one from several", (kind) => {
    const [one, two] = [1, 2].map((count) => alertText({ kind, count }).headline);
    expect(one).not.toBe(two);
  });
});
