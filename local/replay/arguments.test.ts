import { describe, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";

const id = "0f0e0d0c-0b0a-4908-8706-050403020100";

describe("what npm run replay is asked for", () => {
  test.each([
    [["--event", id], { event: id }],
    [["--attendee", id], { attendee: id }],
    [["--state", "dead", "--state", "unreadable", "--workspace", id], { state: ["dead", "unreadable"], workspace: id }],
    [["--state", "dead", "--from", "2026-11-01"], { state: ["dead"], from: "2026-11-01T00:00:00.000Z" }],
    [
      ["--outcome", "failed", "--reason", "crm_rejected", "--yes"],
      { outcome: "failed", reason: "crm_rejected", yes: true },
    ],
  ])("%j", (args, wanted) => {
    expect(parseArguments(args)).toEqual({ yes: false, ...wanted });
  });

  test.each([
    [[], /npm run replay/],
    [["--nonsense"], /npm run replay/],
    [["--event", id, "--state", "dead"], /npm run replay/],
    [["--event", id, "--reason", "gave_up"], /npm run replay/],
    [["--event", id, "--workspace", id], /npm run replay/],
    [["--outcome", "failed", "--from", "2026-11-01"], /npm run replay/],
    [["--event", "42"], /--event: is no id/],
    [["--state", "received"], /--state/],
    [["--outcome", "note_added"], /--outcome/],
    [["--state", "dead", "--from", "yesterday"], /--from: is no date/],
    [["--outcome", "failed", "--reason", "'; drop table"], /--reason: is no reason code/],
  ])("%j is answered with what is wrong or how it is used", (args, sentence) => {
    expect(() => parseArguments(args)).toThrow(sentence);
  });
});
