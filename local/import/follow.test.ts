import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createDatabase } from "../../supabase/functions/_shared/platform/database.ts";
import { follow } from "./follow.ts";
import type { Progress } from "./progress-line.ts";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const row = (id: string, more: Partial<Progress>): Progress => ({
  id,
  state: "running",
  total: 0,
  done: 0,
  skipped: 0,
  failed: 0,
  counted_at: null,
  error: null,
  ...more,
});
const counted = { counted_at: "2026-11-20T10:00:00Z", total: 30 };

/** Follows the imports of Ana and Bo; the database answers these, one after the other, the last of them for ever. */
const watch = async (answers: (Progress[] | "away" | "refused")[], abortAfterLooks = 100) => {
  const lines: string[] = [];
  const controller = new AbortController();
  let looks = 0;
  server.use(
    http.get("http://debrief.example.com/rest/v1/imports", () => {
      const answer = answers[Math.min(looks, answers.length - 1)] ?? [];
      looks += 1;
      if (looks === abortAfterLooks) controller.abort();
      if (answer === "away") return HttpResponse.json({ code: "57P01", message: "away" }, { status: 500 });
      if (answer === "refused") return HttpResponse.json({ code: "42501", message: "denied" }, { status: 403 });
      return HttpResponse.json(answer);
    }),
  );
  const ended = await follow(
    [
      { importId: "a", email: "ana.host@example.com" },
      { importId: "b", email: "bo@example.com" },
    ],
    {
      database: createDatabase({ supabaseUrl: "http://debrief.example.com", secretKey: "sb_secret_x" }),
      clock: { sleep: () => Promise.resolve() },
      say: (line) => lines.push(line),
      signal: controller.signal,
    },
  );
  return { lines, ended: ended.map(({ id, state }) => [id, state]), looks };
};

test("says how far each import is whenever that has changed, until all have ended", async () => {
  const bo = row("b", { ...counted, state: "paused", done: 3, error: "Invalid API key." });
  const { lines, ended } = await watch([
    [row("a", { total: 10 }), row("b", { ...counted })],
    [row("a", { total: 10 }), row("b", { ...counted, done: 2, error: "Rate limit exceeded." })],
    [row("a", { ...counted, done: 20, skipped: 4 }), bo],
    [row("a", { ...counted, state: "finished", done: 25, skipped: 4, failed: 1 })],
  ]);
  expect(lines).toEqual([
    "ana.host@example.com: counting, 10 so far",
    "bo@example.com: 0 of 30",
    "bo@example.com: 2 of 30; waiting: Rate limit exceeded.",
    "ana.host@example.com: 24 of 30, 4 there already",
    "bo@example.com: paused at 3 of 30: Invalid API key.",
    "ana.host@example.com: finished: 25 imported, 4 there already, 1 failed",
  ]);
  expect(ended).toEqual([
    ["b", "paused"],
    ["a", "finished"],
  ]);
});

test("a database that is away is asked again, and nothing is said twice for it", async () => {
  const both = [row("a", counted), row("b", counted)];
  const { lines, ended } = await watch([both, "away", both, [row("a", { ...counted, state: "cancelled" })]]);
  expect(lines).toEqual([
    "ana.host@example.com: 0 of 30",
    "bo@example.com: 0 of 30",
    "ana.host@example.com: cancelled at 0 of 30",
  ]);
  // The other one has gone with its workspace.
  expect(ended).toEqual([["a", "cancelled"]]);
});

test("whoever stops following stops at once", async () => {
  const { ended, looks } = await watch([[row("a", counted), row("b", counted)]], 3);
  expect([ended, looks]).toEqual([[], 3]);
});

test("a database that refuses is told as such", async () => {
  await expect(watch(["refused"])).rejects.toMatchObject({ failure: { code: "42501" } });
});
