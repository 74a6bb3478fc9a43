import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectDir } from "./source-files.ts";

const page = fs.readFileSync(path.join(projectDir, "docs/promises.md"), "utf8");

/** Each line that names a test: `[file](../file): "what it is called"`. */
const named = [...page.matchAll(/\]\(\.\.\/([^)]+\.test\.tsx?)\): "([^\n]+?)"(?=[,.;\n]| and )/g)].map(
  ([, file = "", title = ""]) => ({ file, title }),
);

describe("docs/promises.md names tests that exist", () => {
  test("every promise of the six has its tests", () => {
    const sections = page.split(/^## /m).slice(1);
    const promises = sections.filter((section) => /^\d\. /.test(section));
    expect(promises.map((section) => section[0])).toEqual(["1", "2", "3", "4", "5", "6"]);
    for (const section of promises) expect(section.match(/\.test\.tsx?\): "/g)?.length ?? 0).toBeGreaterThan(0);
    expect(named).toHaveLength(page.match(/\.test\.tsx?\)/g)?.length ?? 0);
  });

  test.each(named)("$file: $title", ({ file, title }) => {
    const source = fs.readFileSync(path.join(projectDir, file), "utf8");
    expect(source.includes(`"${title}"`) || source.includes(`\`${title}\``)).toBe(true);
  });
});
