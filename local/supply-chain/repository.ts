import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { projectDir } from "../stack/settings.ts";

const git = (args: string[], dir: string): string | null => {
  try {
    return execFileSync("git", args, {
      cwd: dir,
      encoding: "utf8",
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
};

const notOurs = new Set(["node_modules", ".git", ".local", "dist", "coverage"]);

const walk = (dir: string, below = ""): string[] =>
  fs.readdirSync(path.join(dir, below), { withFileTypes: true }).flatMap((entry) => {
    const file = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : walk(dir, file);
    return entry.isFile() ? [file] : [];
  });

/** The files of the repository and those that would be added; without git, what is there and not made by a program. */
export const filesOfRepository = (dir = projectDir): { files: string[]; byGit: boolean } => {
  const listed = git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"], dir);
  const files = listed === null ? walk(dir) : listed.split("\0").filter((file) => file !== "");
  return { files: files.filter((file) => fs.existsSync(path.join(dir, file))), byGit: listed !== null };
};

export interface History {
  /** Every line that any commit has added, in all branches, with the commits' messages. */
  text: string;
  commits: number;
  /** There are older commits that are not here: a shallow clone. */
  isShallow: boolean;
}

/** The history as far as it is here; null without git, or in a folder that is no repository. */
export const readHistory = (dir = projectDir): History | null => {
  const count = git(["rev-list", "--all", "--count"], dir);
  // Whatever the settings of who runs it: no colours, no pager, and files that count as binary too.
  const text = git(
    ["log", "--all", "-p", "--text", "--no-color", "--no-ext-diff", "--no-textconv", "--unified=0"],
    dir,
  );
  if (count === null || text === null) return null;
  const isShallow = git(["rev-parse", "--is-shallow-repository"], dir)?.trim() === "true";
  return { text, commits: Number(count), isShallow };
};
