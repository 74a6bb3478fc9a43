import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { planOf } from "./plan.ts";
import { wantedSecrets } from "./secrets.ts";

const webUrl = "https://debrief.example.com";
const hashed = (text: string): string => createHash("sha256").update(text).digest("hex");
const known = new Map([["DEBRIEF_ENCRYPTION_KEY", hashed("a key")]]);
const random = (size: number): Buffer => Buffer.alloc(size, 7);

describe("which secrets a deployment sets", () => {
  test("a key of 32 random bytes where there is none", () => {
    const { encryptionKey } = wantedSecrets({ secrets: new Map(), lockedOut: 0 }, { webUrl: null }, undefined, random);
    expect(encryptionKey).toEqual({ value: Buffer.alloc(32, 7).toString("base64url"), isNew: true });
  });

  test("never a key in place of another one, whatever is given", () => {
    const { encryptionKey } = wantedSecrets({ secrets: known, lockedOut: 0 }, { webUrl: null }, "given", random);
    expect(encryptionKey).toBeNull();
  });

  test("the key that is given where the functions have none, also for what it has sealed", () => {
    const { encryptionKey } = wantedSecrets({ secrets: new Map(), lockedOut: 3 }, { webUrl: null }, "given", random);
    expect(encryptionKey).toEqual({ value: "given", isNew: false });
  });

  test("no new key where it would open nothing of what is sealed", () => {
    const lost = { secrets: new Map<string, string>(), lockedOut: 3 };
    expect(() => wantedSecrets(lost, { webUrl: null }, undefined, random)).toThrow(/holds 3 secrets .* former key/);
  });

  test.each([
    ["what is the same already is left", new Map([...known, ["DEBRIEF_WEB_URL", hashed(webUrl)]]), null],
    ["another one is replaced", new Map([...known, ["DEBRIEF_WEB_URL", hashed("https://old.example.com")]]), webUrl],
  ])("the web client's address: %s", (_, secrets, wanted) => {
    expect(wantedSecrets({ secrets, lockedOut: 0 }, { webUrl }, undefined, random).webUrl).toBe(wanted);
  });
});

test("the plan names every step in order, and no secret", () => {
  const wanted = parseArguments(["--project", "abcdefghijklmnopqrst", "--web-url", webUrl]);
  const secrets = wantedSecrets({ secrets: new Map(), lockedOut: 0 }, wanted, undefined, random);
  const plan = planOf(wanted, { pending: ["1_first.sql", "2_last.sql"] }, secrets);
  expect(plan.split("\n").map((line) => line.trim().slice(0, 15).trim())).toEqual([
    "Project abcdefg",
    "1. Database",
    "2. Secrets",
    "3. Functions",
    "4. Clock",
    "5. Smoke test",
  ]);
  expect(plan).toContain("2 migrations, from 1_first.sql to 2_last.sql");
  expect(plan).not.toContain(secrets.encryptionKey?.value);
});
