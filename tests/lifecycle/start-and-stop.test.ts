import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { type StartedStack, pidOf, processesOf, untilUp } from "../support/started-stack.ts";
import { stacksOfTest } from "../support/stacks-of-test.ts";

const { newPlace, start, expectNothingLeft } = stacksOfTest();

describe("npm start", () => {
  test("says where everything is, keeps its data over a restart, and Ctrl-C leaves nothing behind", async () => {
    const place = await newPlace();
    const first = start(place);
    await untilUp(first);
    const file = place.file();
    for (const text of [
      file.webUrl,
      file.webhookUrl,
      file.dbUrl,
      file.pipedriveUrl,
      file.demo.email,
      file.demo.password,
      "npm run send",
    ]) {
      expect(first.output()).toContain(text);
    }
    expect(fs.statSync(path.join(place.dataDir, "stack.json")).mode & 0o077).toBe(0);
    const send = () =>
      execFileSync(
        "npm",
        ["run", "-s", "send", "--", "--id", "msg_restart", "tests/fixtures/fathom/02_webhook_all_fields_mid_2026.json"],
        {
          encoding: "utf8",
          env: { ...process.env, ...place.environment },
        },
      );
    expect(send()).toMatch(/^202 in \d+ ms/);

    // Ctrl-C in a terminal reaches the whole foreground group.
    process.kill(-(first.process.pid ?? 0), "SIGINT");
    await first.exited;
    await expectNothingLeft(place);

    const second = start(place);
    await untilUp(second);
    expect(place.file()).toEqual({ ...file, pid: expect.any(Number) });
    expect(send()).toMatch(/^200 .*duplicate/);
    const client = createClient(file.apiUrl, file.publishableKey, { auth: { persistSession: false } });
    const { error } = await client.auth.signInWithPassword({ email: file.demo.email, password: file.demo.password });
    expect(error).toBeNull();
    // It was accepted a moment before Ctrl-C: whatever was not done then is done now.
    const outcomes = async () => (await client.from("attendee_outcomes").select("status").order("status")).data;
    await expect
      .poll(outcomes, { timeout: 20_000 })
      .toEqual([{ status: "not_found" }, { status: "note_added" }, { status: "skipped_internal" }]);
    const seconds = Number(/up \(([\d.]+) s\)/.exec(second.output())?.[1]);
    expect(seconds).toBeLessThan(10);

    second.process.kill("SIGTERM");
    await second.exited;
    await expectNothingLeft(place);
  }, 120_000);

  test("starts in a folder that nobody else may enter, as root too", async () => {
    const place = await newPlace();
    fs.chmodSync(place.dataDir, 0o700);
    const stack = start(place);
    await untilUp(stack);
    const sql = postgres(place.file().dbUrl, { max: 1 });
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`;
    await sql.end();
    stack.process.kill("SIGTERM");
    await stack.exited;
    const where = row?.data_directory ?? "";
    // Postgres does not run as root, and its own user cannot go there.
    expect(where.startsWith(process.getuid?.() === 0 ? "/var/tmp/debrief-" : place.dataDir)).toBe(true);
    if (where.startsWith("/var/tmp/debrief-")) fs.rmSync(path.dirname(where), { recursive: true });
  }, 60_000);

  test.each([
    ["npm is killed", null],
    ["the stack itself is killed", /local\/start\.ts/],
    ["the database is killed", /bin\/postgres/],
  ])(
    "when %s, no process stays behind",
    async (_, pattern) => {
      const place = await newPlace();
      const stack = start(place);
      await untilUp(stack);
      process.kill(pattern === null ? (stack.process.pid ?? 0) : pidOf(stack, pattern), "SIGKILL");
      expect(await stack.exited).not.toBe(0);
      await expectNothingLeft(place);
    },
    90_000,
  );
});

describe("what keeps it from starting is said in one sentence, and it exits with 1", () => {
  const expectSentence = async (stack: StartedStack, sentence: RegExp) => {
    expect(await stack.exited).toBe(1);
    const said = stack
      .output()
      .split("\n")
      .filter((line) => line !== "" && !/^(>|npm|Starting)/.test(line));
    expect(said).toEqual([expect.stringMatching(sentence)]);
  };

  test("a port in use", async () => {
    const place = await newPlace();
    const server = net.createServer().listen(Number(place.environment["DEBRIEF_WEB_PORT"]), "127.0.0.1");
    await expectSentence(start(place), /^Port \d+ is in use by another program\. .* DEBRIEF_WEB_PORT/);
    server.close();
    expect(processesOf(place)).toEqual([]);
  });

  test("a data folder that is a file", async () => {
    const place = await newPlace();
    const file = path.join(place.dataDir, "file");
    fs.writeFileSync(file, "");
    place.environment["DEBRIEF_DATA_DIR"] = file;
    await expectSentence(start(place), /is not a folder.*DEBRIEF_DATA_DIR/);
  });

  test("a disk that is full", async () => {
    const place = await newPlace();
    // Every write to /dev/full fails as on a full disk.
    fs.symlinkSync("/dev/full", path.join(place.dataDir, ".write-probe"));
    await expectSentence(start(place), /^The disk is full: .*DEBRIEF_DATA_DIR/);
  });

  test("a setting that is no port", async () => {
    const place = await newPlace();
    place.environment["DEBRIEF_API_PORT"] = "http";
    await expectSentence(start(place), /^DEBRIEF_API_PORT is not usable/);
  });

  test("keys that are missing while the data are there", async () => {
    const place = await newPlace();
    fs.mkdirSync(path.join(place.dataDir, "postgres"));
    fs.writeFileSync(path.join(place.dataDir, "postgres/PG_VERSION"), "17");
    await expectSentence(start(place), /keys\.json is missing/);
  });

  test("keys that are damaged", async () => {
    const place = await newPlace();
    fs.writeFileSync(path.join(place.dataDir, "keys.json"), "{");
    await expectSentence(start(place), /keys\.json is damaged/);
  });
});
