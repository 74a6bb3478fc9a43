import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStackKeys } from "./stack-keys.ts";

let dataDir: string;
const file = (): string => path.join(dataDir, "keys.json");
const keys = () => JSON.parse(fs.readFileSync(file(), "utf8"));

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-keys-"));
  fs.writeFileSync(file(), JSON.stringify({ encryptionKey: "first", secretKey: "s", other: "stays" }));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

test("a new key goes in front of the former one, which goes when it is dropped; all else in the file stays", () => {
  openStackKeys(dataDir).addKey();
  const { former, encryptionKey, dropFormer } = openStackKeys(dataDir);
  expect(former).toEqual(["first"]);
  expect(encryptionKey).toMatch(/^[\w-]{43},first$/);
  dropFormer();
  expect(keys()).toEqual({ encryptionKey: encryptionKey.slice(0, 43), secretKey: "s", other: "stays" });
  expect(fs.statSync(file()).mode & 0o077).toBe(0);
  expect(fs.readdirSync(dataDir)).toEqual(["keys.json"]);
});

test("the keys are in use when the stack was started after they were changed", () => {
  expect(openStackKeys(dataDir).areInUse).toBe(false);
  const [started, changed] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-11-20T11:00:00Z")];
  fs.writeFileSync(path.join(dataDir, "stack.json"), "{}");
  fs.utimesSync(path.join(dataDir, "stack.json"), started, started);
  fs.utimesSync(file(), changed, changed);
  expect(openStackKeys(dataDir).areInUse).toBe(false);
  fs.utimesSync(path.join(dataDir, "stack.json"), changed, new Date("2026-11-20T11:00:01Z"));
  expect(openStackKeys(dataDir).areInUse).toBe(true);
});

test("a folder without keys is answered with a sentence, and a damaged file is not shown", () => {
  fs.writeFileSync(file(), '{"encryptionKey": "leaked"');
  expect(() => openStackKeys(dataDir)).toThrow(/^There are no keys in .*DEBRIEF_DATA_DIR\.$/);
});
