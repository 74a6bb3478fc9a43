import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPipedriveSimulator } from "./simulator.ts";

let folder = "";
let journalPath = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "debrief-simulator-"));
  journalPath = join(folder, "data", "pipedrive.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = () => createPipedriveSimulator({ apiTokens: ["good-token"], journalPath });
const write = ({ app }: ReturnType<typeof start>, content: string) =>
  app.request("/api/v1/notes", {
    method: "POST",
    headers: { "x-api-token": "good-token" },
    body: JSON.stringify({ content, person_id: 1001 }),
  });
const contents = ({ controls }: ReturnType<typeof start>) => controls.notes().map(({ content }) => content);

test("what was answered is there after a restart, and no sample person comes twice", async () => {
  const first = start();
  await write(first, "one");
  await write(first, "two");
  await first.app.request("/api/v1/notes/90001", { method: "DELETE", headers: { "x-api-token": "good-token" } });
  first.controls.deletePerson(1002);
  const second = start();
  expect(contents(second)).toEqual(["two"]);
  expect(second.controls.people().map(({ id }) => id)).toEqual(first.controls.people().map(({ id }) => id));
  await write(second, "three");
  expect(second.controls.notes().map(({ id }) => id)).toEqual([90002, 90003]);
});

test("a last line torn by a crash is cut off, and writing goes on after it", async () => {
  await write(start(), "one");
  appendFileSync(journalPath, '{"kind":"note_saved","note":{"id":9ä');
  const second = start();
  expect(contents(second)).toEqual(["one"]);
  await write(second, "two");
  expect(contents(start())).toEqual(["one", "two"]);
});

test("a file that somebody has broken is named, with the line", () => {
  start();
  const text = readFileSync(journalPath, "utf8");
  appendFileSync(journalPath, `oops\n${text}`);
  expect(start).toThrow(/pipedrive\.jsonl: line \d+ is not JSON/);
});

test("a reset is kept, too", async () => {
  const first = start();
  await write(first, "one");
  first.controls.reset();
  expect(contents(start())).toEqual([]);
  expect(start().controls.people()).toHaveLength(9);
});
