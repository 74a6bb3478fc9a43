import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { findSecrets } from "../../local/supply-chain/find-secrets.ts";
import { filesOfRepository, readHistory } from "../../local/supply-chain/repository.ts";
import { projectDir } from "./source-files.ts";

const letters = (count: number) =>
  randomBytes(count * 2)
    .toString("base64")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .slice(0, count);
const hex = (count: number) => randomBytes(count).toString("hex").slice(0, count);

describe("a secret that somebody left", () => {
  // Put together here, so that this file holds none.
  test.each([
    ["signing secret", `whsec_${randomBytes(24).toString("base64")}`],
    ["Supabase secret key", `sb_secret_${letters(22)}_${letters(8)}`],
    ["Supabase access token", `sbp_${hex(40)}`],
    ["token (JWT or JWE)", `eyJ${letters(30)}.${letters(40)}.${letters(43)}`],
    ["token (JWT or JWE)", `eyJ${letters(30)}..${letters(16)}.${letters(40)}.${letters(22)}`],
    ["private key", `-----BEGIN ${""}PRIVATE KEY-----\n${letters(64)}`],
    ["Slack webhook", `https://hooks.slack.com/services/T${"0A1B2C3D"}/B${"0A1B2C3D"}/${letters(24)}`],
    ["GitHub token", `ghp_${letters(36)}`],
    ["npm token", `npm_${letters(36)}`],
    ["AWS key", `AKIA${"ABCD1234EFGH5678"}`],
    ["key, token or password", `FATHOM_API_KEY=a1${letters(40)}`],
    ["key, token or password", `"apiToken": "a1${hex(38)}"`],
    ["key, token or password", `DEBRIEF_ENCRYPTION_KEY=a1${letters(41)}`],
  ])("%s is found, and shown by its beginning only", (kind, secret) => {
    const found = findSecrets(`before ${secret}\nafter`);
    expect(found.map((one) => one.kind)).toEqual([kind]);
    expect(found[0]?.beginning.length).toBeLessThan(20);
  });
});

const scan = (text: string) =>
  findSecrets(text).map(({ kind, beginning, sha256 }) => `${kind}: ${beginning} ${sha256}`);

describe("this repository", () => {
  test("holds no secret in any of its files", () => {
    const { files, byGit } = filesOfRepository();
    if (!byGit) console.log("git is missing: the files of this folder were looked at, whether they are tracked or not");
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      scan(fs.readFileSync(path.join(projectDir, file), "latin1")).map((sentence) => `${file}: ${sentence}`),
    );
    expect(found).toEqual([]);
  });

  test("holds none in its history, as far as it is here", () => {
    const history = readHistory();
    console.log(
      history === null
        ? "no history: git or the repository is missing"
        : `${history.commits} commits${history.isShallow ? " of a shallow clone: older ones were not looked at" : ""}`,
    );
    expect(scan(history?.text ?? "")).toEqual([]);
  });
});

describe("looking at a repository", () => {
  let dir = "";
  afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
      cwd: dir,
      stdio: "ignore",
    });
  const newFolder = () => (dir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-history-")));
  const secret = `whsec_${randomBytes(24).toString("base64")}`;

  test("a secret that was removed again is found in the history, in a side branch and in a message too", () => {
    newFolder();
    git("init", "-b", "main");
    fs.writeFileSync(path.join(dir, "a.txt"), `${secret}\0\n`);
    git("add", ".");
    git("commit", "-m", "Add a file");
    fs.writeFileSync(path.join(dir, "a.txt"), "\n");
    git("commit", "-am", "Empty it");
    git("checkout", "-b", "side");
    git("commit", "--allow-empty", "-m", `Use ${secret}`);
    git("checkout", "main");
    const history = readHistory(dir);
    expect(history).toMatchObject({ commits: 3, isShallow: false });
    expect(findSecrets(history?.text ?? "")).toHaveLength(3);
  });

  test("a shallow clone is looked at as far as it goes, and said to be one", () => {
    newFolder();
    git("init", "-b", "main");
    for (const text of [secret, "nothing", "more"]) {
      fs.writeFileSync(path.join(dir, "a.txt"), text);
      git("add", ".");
      git("commit", "-m", "Change a file");
    }
    const clone = path.join(dir, "clone");
    git("clone", "--depth", "1", `file://${dir}`, clone);
    expect(readHistory(clone)).toMatchObject({ commits: 1, isShallow: true });
    expect(filesOfRepository(clone)).toEqual({ files: ["a.txt"], byGit: true });
  });

  test("a folder without git has files and no history", () => {
    newFolder();
    fs.mkdirSync(path.join(dir, "node_modules"));
    fs.writeFileSync(path.join(dir, "node_modules/b.txt"), "b");
    fs.writeFileSync(path.join(dir, "a.txt"), "a");
    expect(readHistory(dir)).toBeNull();
    expect(filesOfRepository(dir)).toEqual({ files: ["a.txt"], byGit: false });
  });
});
