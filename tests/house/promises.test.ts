import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectDir } from "./source-files.ts";

interface Named {
  file: string;
  title: string;
}

/** A page, and each of its lines that names a test: `[file](../file): "what it is called"`. */
const readPage = (name: string): { page: string; named: Named[] } => {
  const page = fs.readFileSync(path.join(projectDir, name), "utf8");
  const named = [...page.matchAll(/\]\(\.\.\/([^)]+\.test\.tsx?)\): "([^\n]+?)"(?=[,.;\n]| and )/g)].map(
    ([, file = "", title = ""]) => ({ file, title }),
  );
  return { page, named };
};

const exists = ({ file, title }: Named): boolean => {
  const source = fs.readFileSync(path.join(projectDir, file), "utf8");
  return source.includes(`"${title}"`) || source.includes(`\`${title}\``);
};

describe("docs/promises.md names tests that exist", () => {
  const { page, named } = readPage("docs/promises.md");

  test("every promise of the six has its tests", () => {
    const sections = page.split(/^## /m).slice(1);
    const promises = sections.filter((section) => /^\d\. /.test(section));
    expect(promises.map((section) => section[0])).toEqual(["1", "2", "3", "4", "5", "6"]);
    for (const section of promises) expect(section.match(/\.test\.tsx?\): "/g)?.length ?? 0).toBeGreaterThan(0);
    expect(named).toHaveLength(page.match(/\.test\.tsx?\)/g)?.length ?? 0);
  });

  test.each(named)("$file: $title", (one) => expect(exists(one)).toBe(true));
});

describe("docs/security.md names tests that exist", () => {
  const { page, named } = readPage("docs/security.md");

  test("every part of it has its tests", () => {
    const parts = page.split(/^## /m).filter((part) => /^\d\. /.test(part));
    expect(parts.map((part) => part[0])).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    for (const part of parts) expect(part.match(/\.test\.tsx?\): "/g)?.length ?? 0).toBeGreaterThan(0);
    expect(named).toHaveLength(page.match(/\.test\.tsx?\)/g)?.length ?? 0);
  });

  test.each(named)("$file: $title", (one) => expect(exists(one)).toBe(true));
});
