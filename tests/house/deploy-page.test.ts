import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseArguments as parseDeploy } from "../../local/deploy/arguments.ts";
import { parseArguments as parseReplay } from "../../local/replay/arguments.ts";
import { projectDir } from "./source-files.ts";

const read = (file: string): string => fs.readFileSync(path.join(projectDir, file), "utf8");
const page = read("docs/deploy.md");
const example = "abcdefghijklmnopqrst";

/** The commands of the page that do not say that they are not run. */
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)]
  .flatMap(([, block = ""]) => block.trim().split("\n"))
  .filter((line) => !line.includes("# not run here"))
  .map((line) => line.trim().replaceAll("<ref>", example));
const wordsAfter = (command: string, beginning: string): string[] =>
  command.slice(beginning.length).trim().split(/\s+/);

/** The arguments with which the deployment, which is run by a test, calls the CLI. */
const callsOfCli = ["database", "project", "secrets", "steps"]
  .map((file) => read(`local/deploy/${file}.ts`))
  .join("\n")
  .replace("...functionNames", '"fathom-webhook", "api", "worker"');

const holds: [RegExp, (command: string) => unknown][] = [
  [/^npm install$/, () => true],
  [/^npm run build:web$/, () => expect(read("package.json")).toContain('"build:web": "vite build')],
  [/^npm run deploy -- /, (command) => parseDeploy(wordsAfter(command, "npm run deploy -- "))],
  [/^npm run replay -- /, (command) => parseReplay(wordsAfter(command, "npm run replay -- "))],
  [
    /^npx supabase /,
    (command) => {
      const words = wordsAfter(command, "npx supabase ").filter((word) => /^[a-z][a-z-]*$|^--[a-z-]+$/.test(word));
      const plain = words.filter((word) => !word.startsWith("--")).map((word) => `"${word}"`);
      expect(callsOfCli).toContain(plain.join(", "));
      for (const flag of words.filter((word) => word.startsWith("--"))) expect(callsOfCli).toContain(`"${flag}"`);
    },
  ],
];

describe("docs/deploy.md", () => {
  test("has commands that are run, and says of the others that they are not", () => {
    expect(commands.length).toBeGreaterThan(6);
    expect(commands.filter((command) => !holds.some(([kind]) => kind.test(command)))).toEqual([]);
  });

  test.each(commands)("%s is what the tests run", (command) => {
    const [, check] = holds.find(([kind]) => kind.test(command)) ?? [];
    expect(() => check?.(command)).not.toThrow();
  });
});
