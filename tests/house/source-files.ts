import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export const projectDir = path.resolve(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the project's folder, with slashes. */
  path: string;
  text: string;
}

/** Our own TypeScript: what git tracks and what it would, tests included, generated files not. */
export const sourceFiles = (): SourceFile[] =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"], {
    cwd: projectDir,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => file !== "" && !file.endsWith("database.types.ts") && fs.existsSync(path.join(projectDir, file)))
    .map((file) => ({ path: file, text: fs.readFileSync(path.join(projectDir, file), "utf8") }));

export const isTest = (file: SourceFile): boolean => /\.test\.tsx?$/.test(file.path) || file.path.startsWith("tests/");
