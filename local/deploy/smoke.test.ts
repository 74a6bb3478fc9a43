import { describe, expect, test } from "vitest";
import { type Far, smokeTest } from "./smoke.ts";

const url = "https://abcdefghijklmnopqrst.supabase.co";
const automationsKey = "sb_secret_automations";

interface Asked {
  path: string;
  headers: Headers;
}

/** A project that answers as it should, but for what is changed. */
const far = (change: (asked: Asked, count: number) => Response | undefined = () => undefined) => {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const answer = (one: Asked): Response => {
    if (one.path.endsWith("/health")) return Response.json({ status: "ok" });
    if (one.path.endsWith("/fathom-webhook")) return Response.json({ error: {} }, { status: 401 });
    return Response.json({}, { status: one.headers.get("apikey") === automationsKey ? 200 : 401 });
  };
  const fetch: Far["fetch"] = async (input, init) => {
    const one = { path: new URL(String(input)).pathname, headers: new Headers(init?.headers) };
    asked.push(one);
    return change(one, asked.length) ?? answer(one);
  };
  return { asked, waits, fetch, sleep: async (ms: number) => void waits.push(ms) };
};

describe("the smoke test after a deployment", () => {
  test("asks all functions, and says what a stranger and the clock were answered", async () => {
    const project = far();
    expect(await smokeTest(project, { url }, { automationsKey })).toHaveLength(3);
    expect(project.asked.map(({ path }) => path.replace("/functions/v1/", ""))).toEqual([
      "fathom-webhook/health",
      "api/health",
      "worker/health",
      "fathom-webhook",
      "worker",
      "worker",
    ]);
    expect(project.waits).toEqual([]);
  });

  test("gives a function that starts a moment, and takes a clock that is late for an answer", async () => {
    const project = far(({ path }, count) => {
      if (count < 3) return new Response("BOOT_ERROR", { status: 503 });
      return path.endsWith("worker/health") ? Response.json({ status: "late" }, { status: 503 }) : undefined;
    });
    await smokeTest(project, { url }, { automationsKey });
    expect(project.waits).toEqual([3000, 3000]);
  });

  test.each([
    [
      "a function that does not come up",
      "/api/health",
      500,
      /The function api: 200 was expected, but .*\/api\/health says 500/,
    ],
    ["a webhook that takes what is forged", "/fathom-webhook", 202, /A forged delivery: 401 was expected/],
    ["a worker that anybody may ring", "/worker", 200, /A ring without a key: 401 was expected/],
    ["a key that the worker does not know", "/worker", 401, /A ring with the key named automations: 200 was expected/],
  ])("says so of %s", async (_, end, status, sentence) => {
    const project = far(({ path }) => (path.endsWith(end) ? new Response("{}", { status }) : undefined));
    await expect(smokeTest(project, { url }, { automationsKey })).rejects.toThrow(sentence);
  });

  test("is not content with a page that is no function", async () => {
    const project = far(() => new Response("<html>"));
    await expect(smokeTest(project, { url }, { automationsKey })).rejects.toThrow("is not Debrief's");
  });
});
