import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../../../../tests/support/parse-csv.ts";
import { csvCell, csvLine } from "./csv.ts";

describe("a cell", () => {
  test.each([
    [null, ""],
    ["", ""],
    ["Renewal review", "Renewal review"],
    ["Zoë ☕ 👩‍🚀", "Zoë ☕ 👩‍🚀"],
    ["שלום \u202e3202", "שלום \u202e3202"],
    ["a,b", '"a,b"'],
    ["a;b", '"a;b"'],
    ['She said "no"', '"She said ""no"""'],
    ["two\r\nlines", '"two\r\nlines"'],
    [" spaced ", '" spaced "'],
    ["a\0b", "ab"],
  ])("%j is written as %j", (value, cell) => expect(csvCell(value)).toBe(cell));

  test.each([["-5"], ["+49"], ["-1.25"], ["42"]])("the number %s stays a number", (value) => {
    expect(csvCell(value)).toBe(value);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("http://example.net","x")', '"\'=HYPERLINK(""http://example.net"",""x"")"'],
    ["+1 212 555", "'+1 212 555"],
    ["-1+2", "'-1+2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "\"'\t'=1\""],
    ["\r=1", "\"'\r'=1\""],
    ["  =1", "'  =1"],
    ["＝1+1", "'＝1+1"],
    // What a spreadsheet that splits at semicolons, or takes each line for a row, would see as cells of their own.
    ["a;=1", '"a;\'=1"'],
    ["a\n=1", '"a\n\'=1"'],
  ])("%j is no formula: %j", (value, cell) => expect(csvCell(value)).toBe(cell));
});

const hostile = fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n\0\"',; a1\u202e＝👩‍") });

test("whatever the cells hold, a line is read back as as many cells, and none of them begins as a formula does", () => {
  fc.assert(
    fc.property(fc.array(fc.array(hostile, { minLength: 2, maxLength: 4 }), { maxLength: 4 }), (rows) => {
      const read = parseCsv(rows.map(csvLine).join(""));
      expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
      const texts = read.flat().filter((cell) => !/^[+-]?\d+$/.test(cell));
      expect(texts.filter((cell) => /(?:^|[\t\r\n;])(?:[ \u00a0]*[=+\-@＝])|^[\t\r]/.test(cell))).toEqual([]);
      // But for the apostrophes it is what it was.
      const bare = (cells: string[][]) => cells.map((row) => row.map((cell) => cell.replaceAll(/['\0]/g, "")));
      expect(bare(read)).toEqual(bare(rows));
    }),
    { numRuns: 2_000 },
  );
});
