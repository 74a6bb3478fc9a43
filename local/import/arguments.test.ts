import { describe, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";

const id = "0f0e0d0c-0b0a-4908-8706-050403020100";
const usual = { writeNotes: true, yes: false, detach: false };

describe("what npm run import is asked for", () => {
  test.each([
    [[], {}],
    [["--since", "2026-01-01"], { since: "2026-01-01T00:00:00.000Z" }],
    [["--since", "2026-01-01T10:00:00+02:00", "--most", "200"], { since: "2026-01-01T08:00:00.000Z", most: 200 }],
    [["--email", "Ana.Host@Example.com", "--no-notes"], { email: "ana.host@example.com", writeNotes: false }],
    [["--email", "ana.host@example.com", "--workspace", id], { email: "ana.host@example.com", workspace: id }],
    [["--integration", id, "--detach"], { integration: id, detach: true }],
    [["--workspace", id, "--yes"], { workspace: id, yes: true }],
  ])("%j", (args, wanted) => {
    expect(parseArguments(args)).toEqual({ ...usual, ...wanted });
  });

  test.each([
    [["--nonsense"], /npm run import/],
    [["2026-01-01"], /npm run import/],
    [["--integration", id, "--email", "ana.host@example.com"], /npm run import/],
    [["--email", "ana"], /--email: is no e-mail address/],
    [["--integration", "42"], /--integration: is no id/],
    [["--since", "last spring"], /--since: is no date such as 2026-11-01/],
    [["--most", "all"], /--most: is no number/],
    [["--most", "0"], /--most: must be from 1 to 10000/],
    [["--most", "10001"], /--most: must be from 1 to 10000/],
  ])("%j is answered with what is wrong or how it is used", (args, sentence) => {
    expect(() => parseArguments(args)).toThrow(sentence);
  });
});
