import { describe, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";

describe("what npm run reseal is asked for", () => {
  test.each([
    [[], { task: "reseal", yes: false }],
    [["--yes"], { task: "reseal", yes: true }],
    [["--new-key"], { task: "new_key", yes: false }],
    [["--drop-old"], { task: "drop_old", yes: false }],
  ])("%j", (args, wanted) => {
    expect(parseArguments(args)).toEqual(wanted);
  });

  test.each([[["--help"]], [["--new-key", "--drop-old"]], [["--new-key=x"]], [["a-key"]]])(
    "%j is answered with how it is used, and in which order",
    (args) => {
      expect(() => parseArguments(args)).toThrow(/npm run reseal[^]*Add the key, deploy, reseal, drop the former key/);
    },
  );
});
