import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createSlackSimulator } from "../../../../../local/simulators/slack/simulator.ts";
import { type AlertMessage, alertKindSchema } from "../alert.ts";
import { createSlack } from "./client.ts";

const token = "0123456789abcdef01234567";
const simulate = () => createSlackSimulator({ team: "T00000000", token, limits: { burst: 100 } });
let simulator = simulate();
let url = simulator.webhookUrl;

const visited: string[] = [];
const server = setupServer(
  http.all("https://hooks.slack.com/*", ({ request }) => simulator.app.fetch(request)),
  http.all("*", ({ request }) => {
    visited.push(request.url);
    return new Response("ok");
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());
beforeEach(() => {
  simulator = simulate();
  url = simulator.webhookUrl;
  visited.length = 0;
});
afterEach(() => vi.useRealTimers());

const { signal } = new AbortController();
const alert: AlertMessage = {
  kind: "dead_letter",
  count: 3,
  since: new Date("2026-08-20T16:00:00Z"),
  workspaceName: "Acme Oy",
  url: "https://debrief.example.com",
};
const connect = (fetchFrom: typeof fetch = fetch, simulated: { team: string; url: string } | null = null) =>
  createSlack({ fetch: fetchFrom, simulated });
const answering =
  (body: BodyInit | null, init?: ResponseInit): typeof fetch =>
  async () =>
    new Response(body, init);

describe("an alert", () => {
  test("is taken by the strict simulator, in one call", async () => {
    expect(await connect().send(url, alert, signal)).toEqual({ data: null, error: null });
    expect(simulator.controls.messages()).toMatchObject([
      { text: "3 deliveries or attendees could not be logged. Open Debrief, see why, and replay them." },
    ]);
  });

  test("of any kind and workspace is taken: a hostile name breaks nothing", async () => {
    for (const workspaceName of ["", "<!channel>", "\ud800", "x".repeat(100_000), "&amp;|>"]) {
      for (const kind of alertKindSchema.options) {
        expect((await connect().send(url, { ...alert, kind, workspaceName }, signal)).error).toBeNull();
      }
    }
  });

  test.each([
    ["403", "gone"],
    ["404", "gone"],
    ["410", "gone"],
    ["400", "rejected"],
    ["429", "rate_limited"],
    ["500", "unavailable"],
    ["503", "unavailable"],
    ["302", "unavailable"],
    ["not_ok", "unavailable"],
    ["lost_after_write", "unavailable"],
  ] as const)("that Slack answers with %s has failed: %s, and is not sent twice", async (kind, expected) => {
    simulator.controls.addFault({ kind, times: 1 });
    const { error } = await connect().send(url, alert, signal);
    expect(error).toMatchObject({ kind: expected, message: expect.stringMatching(/^Slack .*\.$/) });
    expect(JSON.stringify(error)).not.toContain(token);
    expect(simulator.controls.faults()).toEqual([]);
    expect(simulator.controls.messages()).toHaveLength(kind === "lost_after_write" ? 1 : 0);
    expect(visited).toEqual([]);
  });

  test("to a webhook that was removed needs a new address, and a sentence says so", async () => {
    const { error } = await connect().send(url.replace(token, "x".repeat(24)), alert, signal);
    expect(error).toMatchObject({ kind: "gone", status: 404, message: expect.stringContaining("enter its address") });
  });
});

describe("an answer", () => {
  const kindOf = async (body: BodyInit | null, init: ResponseInit = {}) =>
    (await connect(answering(body, init)).send(url, alert, signal)).error;

  test.each([401, 402, 405, 413, 422, 451])("of %i is a refusal", async (status) => {
    expect(await kindOf("x", { status })).toMatchObject({ kind: "rejected", status });
  });

  test.each([408, 409, 500, 502, 503, 599])("of %i may pass", async (status) => {
    expect(await kindOf("x", { status })).toMatchObject({ kind: "unavailable", status });
  });

  test.each([
    ["ok", true],
    ["ok\n", true],
    ["", false],
    ["not ok", false],
    ['{"ok":true}', false],
    ["<!doctype html>ok", false],
    [`ok${" ".repeat(20_000)}`, false],
  ])("of 200 with %j is a success: %s", async (body, success) => {
    expect((await kindOf(body)) === null).toBe(success);
  });

  test.each([
    ["30", 30_000],
    [" 1 ", 1_000],
    ["0", 0],
    ["999999999", 3_600_000],
    ["soon", 60_000],
    ["-1", 60_000],
    ["1.5", 60_000],
    ["", 60_000],
  ])("of 429 with Retry-After %j waits %i ms", async (header, retryAfterMs) => {
    const init = { status: 429, headers: { "retry-after": header } };
    expect(await kindOf("rate_limited", init)).toMatchObject({ kind: "rate_limited", retryAfterMs });
  });

  test("of 429 without Retry-After waits a minute", async () => {
    expect(await kindOf("", { status: 429 })).toMatchObject({ retryAfterMs: 60_000 });
  });

  test("whose body breaks off is judged by its status, and is no success", async () => {
    const broken = () => new ReadableStream({ start: (controller) => controller.error(new Error(url)) });
    expect(await kindOf(broken(), { status: 404 })).toMatchObject({ kind: "gone" });
    expect(await kindOf(broken(), { status: 200 })).toMatchObject({ kind: "unavailable" });
  });

  test("without end is not read to its end", async () => {
    let asked = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        asked += 1;
        controller.enqueue(new Uint8Array(1_000));
      },
    });
    expect(await kindOf(endless)).toMatchObject({ kind: "unavailable", status: 200 });
    expect(asked).toBeLessThan(20);
  });
});

describe("no answer", () => {
  const silent: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      if (init?.signal?.aborted) reject(new Error("aborted"));
    });

  test("within ten seconds is a failure that may pass", async () => {
    vi.useFakeTimers();
    const sent = connect(silent).send(url, alert, signal);
    let done = false;
    void sent.then(() => (done = true));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await sent).error).toMatchObject({ kind: "unavailable", status: null });
  });

  test("is waited for no longer than the caller wants", async () => {
    const caller = new AbortController();
    const sent = connect(silent).send(url, alert, caller.signal);
    caller.abort();
    expect((await sent).error).toMatchObject({ kind: "unavailable", status: null });
    expect((await connect(silent).send(url, alert, caller.signal)).error).toMatchObject({ kind: "unavailable" });
  });

  test("and its error never carry the address", async () => {
    const failing: typeof fetch = async () => {
      throw new TypeError(`error sending request for url (${url})`);
    };
    const { error } = await connect(failing).send(url, alert, signal);
    expect(error).toMatchObject({ kind: "unavailable", status: null });
    expect(JSON.stringify(error)).not.toContain("hooks.slack.com");
  });
});

describe("where it goes", () => {
  const calls: string[] = [];
  const recording: typeof fetch = async (target) => {
    calls.push(String(target));
    return new Response("ok");
  };
  beforeEach(() => void (calls.length = 0));
  const simulated = { team: "T00000000", url: "http://127.0.0.1:54332" };

  test.each([
    "https://hooks.slack.com.evil.com/services/T00000000/B00000000/0123456789abcdef01234567",
    "http://hooks.slack.com/services/T00000000/B00000000/0123456789abcdef01234567",
    "http://127.0.0.1:54332/services/T00000000/B00000000/0123456789abcdef01234567",
    " https://hooks.slack.com/services/T00000000/B00000000/0123456789abcdef01234567",
    "",
  ])("%j is never called, and needs a new address", async (target) => {
    const { error } = await connect(recording, simulated).send(target, alert, signal);
    expect(error).toMatchObject({ kind: "gone", status: null });
    expect(calls).toEqual([]);
  });

  test("the simulated team's webhooks are the simulator's, all others are Slack's", async () => {
    const real = "https://hooks.slack.com/services/T00000001/B00000000/0123456789abcdef01234567";
    const slack = connect(recording, simulated);
    await slack.send(url, alert, signal);
    await slack.send(real, alert, signal);
    await connect(recording).send(url, alert, signal);
    expect(calls).toEqual([`http://127.0.0.1:54332${new URL(url).pathname}`, real, url]);
  });
});
