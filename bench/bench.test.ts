import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { type Figure, keepsBudget } from "./figure.ts";
import { measureNames } from "./measures.ts";
import { figureOf, median, percentile } from "./statistics.ts";
import { formatNumber, toTable } from "./table.ts";
import { writePage } from "./write-page.ts";

const figure = (more: Partial<Figure>): Figure => ({ what: "acks", value: 10, unit: "ms", ...more });

describe("what is made of several rounds", () => {
  test("is the middle one, and the parts are nearest ranks", () => {
    expect([median([3, 1, 2]), percentile([4, 1, 3, 2], 0.5), percentile([1, 2, 3, 4], 0.99), median([])]).toEqual([
      2,
      2,
      4,
      Number.NaN,
    ]);
  });

  test("stands against the floor of the same round, not of another", () => {
    const slowedTogether = figureOf("acks", "ms", [10, 100, 12], { what: "a bare route", rounds: [5, 50, 6] });
    expect(slowedTogether).toEqual({
      what: "acks",
      unit: "ms",
      value: 12,
      spread: { min: 10, max: 100 },
      floor: { what: "a bare route", value: 6, ratio: 2 },
    });
  });
});

describe("a budget", () => {
  test.each([
    [{}, true],
    [{ budget: { of: "value", most: 10 } }, true],
    [{ budget: { of: "value", most: 9 } }, false],
    [{ budget: { of: "value", least: 11 } }, false],
    [{ budget: { of: "ratio", most: 2 }, floor: { what: "", value: 5, ratio: 2 } }, true],
    [{ budget: { of: "ratio", most: 1.9 }, floor: { what: "", value: 5, ratio: 2 } }, false],
    [{ budget: { of: "ratio", most: 2 } }, false],
    [{ value: Number.NaN, budget: { of: "value", most: 2 } }, false],
  ] as const)("%j: %s", (more, kept) => {
    expect(keepsBudget(figure(more as Partial<Figure>))).toBe(kept);
  });

  test("that is not kept stands out in the table", () => {
    const table = toTable([figure({ budget: { of: "value", most: 9 } }), figure({ spread: { min: 1, max: 1234.5 } })]);
    expect(table.split("\n")).toEqual([
      "| what | median | spread     | budget                  |",
      "| ---- | ------ | ---------- | ----------------------- |",
      "| acks | 10 ms  |            | at most 9: **not kept** |",
      "| acks | 10 ms  | 1 to 1,235 |                         |",
    ]);
  });
});

test.each([
  [1234.5, "1,235"],
  [12.345, "12.3"],
  [0.012345, "0.0123"],
  [0, "0"],
  [Number.NaN, "none"],
])("%d is shown as %s", (value, shown) => {
  expect(formatNumber(value)).toBe(shown);
});

describe("the arguments", () => {
  test("take all parts when none is named, and those that are named in the order of the table", () => {
    expect(parseArguments([]).only).toEqual(measureNames);
    expect(parseArguments(["--only", measureNames.toReversed().join(", "), "--quick"])).toMatchObject({
      only: measureNames,
      size: "quick",
      page: null,
    });
  });

  test.each([
    [["--only", "luck"], "There is no part luck."],
    [["--fast"], "--fast"],
  ])("%j is refused", (args, why) => {
    expect(() => parseArguments(args)).toThrow(why);
  });
});

test("the page of figures keeps its words, and its tables are replaced", () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "debrief-page-")), "page.md");
  fs.writeFileSync(
    file,
    "Words\n<!-- figures: accepting -->\nold\n<!-- end -->\nmore\n<!-- figures: other -->\nkept\n<!-- end -->\n",
  );
  writePage(file, "a machine", [{ name: "accepting", figures: [figure({ what: "$& acks" })] }]);
  const page = fs.readFileSync(file, "utf8");
  expect(page).toMatch(
    /^Words\n<!-- figures: accepting -->\n\n\| what .*\n.*\n\| \$& acks \| 10 ms .*\|\n\n<!-- end -->\nmore\n/,
  );
  expect(page).toContain("<!-- figures: other -->\nkept\n<!-- end -->");
  fs.rmSync(path.dirname(file), { recursive: true });
});
