import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectDir } from "./source-files.ts";

const read = (file: string): string => fs.readFileSync(path.join(projectDir, file), "utf8");
const pages = [
  "README.md",
  ...fs
    .globSync("docs/**/*.md", { cwd: projectDir })
    .map((file) => file.replaceAll(path.sep, "/"))
    .toSorted(),
].map((file) => ({ file, text: read(file) }));

const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
/** npm runs it by itself, before another one. */
const isHook = (name: string): boolean => /^(pre|post)/.test(name) && scripts.includes(name.replace(/^(pre|post)/, ""));

/** The scripts that a text tells its reader to run; `npm test` and `npm start` do without `run`. */
const named = (text: string): string[] =>
  [...text.matchAll(/npm (?:run (?:-s )?([a-z][\w:-]*)|(test|start)\b)/g)].map(([, run, short]) => run ?? short ?? "");

describe("commands in the README and in docs", () => {
  test.each(pages)("every npm script that $file names exists", ({ text }) => {
    expect(named(text).filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test("every npm script is named on one of the pages", () => {
    const known = new Set(pages.flatMap(({ text }) => named(text)));
    expect(scripts.filter((name) => !known.has(name) && !isHook(name))).toEqual([]);
  });

  test.each(pages)("every file that $file links to is there", ({ file, text }) => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = ""]) => target);
    const missing = targets.filter((target) => !fs.existsSync(path.join(projectDir, path.dirname(file), target)));
    expect(missing).toEqual([]);
  });

  test.each(pages)("every heading that $file links to is there", ({ file, text }) => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)];
    const missing = links
      .map(([, target = "", id = ""]) => ({
        id,
        on: target === "" ? file : path.join(path.dirname(file), target).replaceAll(path.sep, "/"),
      }))
      .filter(({ on, id }) => !headingsOf(pages.find((page) => page.file === on)?.text ?? "").includes(id));
    expect(missing).toEqual([]);
  });
});

/** The ids that GitHub gives to a page's headings. */
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
