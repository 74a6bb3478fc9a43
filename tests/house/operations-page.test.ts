import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseArguments as parseDeploy } from "../../local/deploy/arguments.ts";
import { parseArguments as parseImport } from "../../local/import/arguments.ts";
import { parseArguments as parseReplay } from "../../local/replay/arguments.ts";
import { parseArguments as parseReseal } from "../../local/reseal/arguments.ts";
import { alertKindSchema } from "../../supabase/functions/_shared/alerts/alert.ts";
import { projectDir } from "./source-files.ts";

const read = (file: string): string => fs.readFileSync(path.join(projectDir, file), "utf8");
const page = read("docs/operations.md");
const sectionOf = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
/** What stands in code first in each row of a section's tables. */
const firstOf = (title: string): string[] =>
  [...sectionOf(title).matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = ""]) => name).filter((name) => name !== "unit");

const commands = [...page.matchAll(/npm run (replay|import|deploy|reseal)\b(?: --((?: [^\s`]+)*))?(?=[`\n])/g)].map(
  ([whole, script = "", args = ""]) => ({
    command: whole.replaceAll(/\s+/g, " "),
    script,
    args: args.trim().replace("<ref>", "abcdefghijklmnopqrst").split(/\s+/).filter(Boolean),
  }),
);
const parsers: Record<string, (args: string[]) => unknown> = {
  replay: parseReplay,
  import: parseImport,
  deploy: parseDeploy,
  reseal: parseReseal,
};

describe("docs/operations.md", () => {
  test("says of every kind of alert what it means and what to do, and of no other", () => {
    expect(firstOf("What each alert means").toSorted()).toEqual(alertKindSchema.options.toSorted());
  });

  test("says of every unit of the log what to look for, and of no other", () => {
    const [, union = ""] =
      /unit:\n((?:\s+\| "\w+"\n?)+)/.exec(read("supabase/functions/_shared/platform/log.ts")) ?? [];
    const units = [...union.matchAll(/"(\w+)"/g)].map(([, unit]) => unit);
    expect(units.length).toBeGreaterThan(5);
    expect(firstOf("What to watch").toSorted()).toEqual(units.toSorted());
  });

  test("has commands", () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  test.each(commands)("$command is understood", ({ script, args }) => {
    expect(parsers[script]?.(args)).toBeDefined();
  });

  const named = [...page.matchAll(/\]\(\.\.\/(tests\/[^)]+)\): "([^"]+)"/g)];
  test.each(named.map(([, file = "", title = ""]) => ({ file, title })))("$file: $title", ({ file, title }) => {
    expect(read(file)).toContain(`"${title}"`);
  });

  test("multiplies and adds without a mistake", () => {
    const figure = (text: string): number => Number(text.replaceAll(",", ""));
    const sums = [
      ...sectionOf("What 1,000 meetings cost").matchAll(/\| (?:at most )?([\d,()+x a-z]+?) = \*\*([\d,]+)\*\*/g),
    ];
    expect(sums.length).toBeGreaterThan(7);
    for (const [, terms = "", total = ""] of sums) {
      const factors = terms
        .split(" x ")
        .map((factor) => (factor.match(/[\d,]+/g) ?? []).map(figure).reduce((sum, number) => sum + number, 0));
      expect([terms, factors.reduce((product, factor) => product * factor, 1)]).toEqual([terms, figure(total)]);
    }
  });
});
