import { spawnSync } from "node:child_process";
import { projectDir } from "../stack/settings.ts";
import { judgeAudit } from "./judge-audit.ts";

// Asks the registry what is known against the packages of the lock file: exit code 1 from "high" on.
const { stdout } = spawnSync("npm", ["audit", "--json", "--package-lock-only"], {
  cwd: projectDir,
  encoding: "utf8",
  timeout: 120_000,
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === "win32",
});
const { sentence, isBad } = judgeAudit(stdout ?? "");
console.log(sentence);
process.exitCode = isBad ? 1 : 0;
