import fs from "node:fs";
import path from "node:path";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createFathomApi, fathomApiUrl, type FathomApi, triggers } from "./client.ts";
import type { FathomLimiter } from "./limiter.ts";

const fixtures = path.resolve(import.meta.dirname, "../../../../../../tests/fixtures/fathom");
const fixture = (name: string): string => fs.readFileSync(path.join(fixtures, name), "utf8");

interface Seen {
  method: string;
  path: string;
  query: [string, string][];
  headers: Record<string, string>;
  body: string;
}

const now = new Date("2026-08-20T16:00:00Z");
const key = "fk_very-secret-key";
let seen: Seen[] = [];
let answer: () => Response | Promise<Response>;
let observed: unknown[] = [];
let asked: boolean[] = [];
const limiter: FathomLimiter = {
  acquire: async (heavy) => {
    asked.push(heavy);
    return { granted: true };
  },
  observe: async (said) => void observed.push(said),
};

const server = setupServer(
  http.all(`${fathomApiUrl}/*`, async ({ request }) => {
    const url = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const body = await request.text();
    seen.push({ method: request.method, path: url.pathname, query: [...url.searchParams], headers, body });
    return answer();
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());
beforeEach(() => {
  seen = [];
  observed = [];
  asked = [];
  answer = () => HttpResponse.json({ items: [] });
});
afterEach(() => vi.useRealTimers());

const connect = (options: Partial<Parameters<typeof createFathomApi>[0]> = {}): FathomApi =>
  createFathomApi({ baseUrl: fathomApiUrl, apiKey: key, fetch, now: () => now, limiter, ...options });
const { signal } = new AbortController();
const answerWith = (text: string, init: ResponseInit = {}) => {
  answer = () => new HttpResponse(text, init);
};
const light = { includeContent: false };
const wanted = { destinationUrl: "https://example.com/hook?integration=1", triggeredFor: [...triggers] };
/** Each call of the interface. */
const calls: [string, (api: FathomApi, signal: AbortSignal) => ReturnType<FathomApi["recordingSummary"]>][] = [
  ["the list of meetings", (api, signal) => api.listMeetings(light, null, signal)],
  ["a summary", (api, signal) => api.recordingSummary("171112201", signal)],
  ["a transcript", (api, signal) => api.recordingTranscript("171112201", signal)],
  ["the team's members", (api, signal) => api.teamMembers(null, signal)],
  ["a new webhook", (api, signal) => api.createWebhook(wanted, signal)],
  ["a webhook's removal", (api, signal) => api.deleteWebhook("ikEoQ4bVoq4JYUmc", signal)],
];
const reads = calls.filter(([name]) => !name.includes("webhook"));

describe("every call", () => {
  test.each(calls)("%s carries the key in its own header alone, and goes below /external/v1", async (_, call) => {
    await call(connect(), signal);
    expect(seen).toHaveLength(1);
    const { headers, ...rest } = seen[0] ?? { headers: {}, path: "" };
    expect(headers).toMatchObject({ "x-api-key": key, accept: "application/json" });
    expect(headers).not.toHaveProperty("authorization");
    expect(rest.path).toMatch(/^\/external\/v1\/\w/);
    expect(JSON.stringify(rest)).not.toContain(key);
  });

  test.each(["", "two words", "line\nbreak", "schlüssel→", " padded", "\u007f"])(
    "with the key %j, which cannot be a header, is unauthorized and never made",
    async (apiKey) => {
      for (const [, call] of calls) {
        expect((await call(connect({ apiKey }), signal)).error).toEqual({
          kind: "unauthorized",
          status: null,
          message: "Invalid API key - please check your credentials",
        });
      }
      expect(seen).toEqual([]);
      expect(asked).toEqual([]);
    },
  );

  test.each(calls)("%s follows no redirect", async (_, call) => {
    answer = () => new HttpResponse(null, { status: 307, headers: { location: `${fathomApiUrl}/elsewhere` } });
    expect((await call(connect(), signal)).error).toMatchObject({ kind: "unavailable", status: 307 });
    expect(seen).toHaveLength(1);
  });

  test.each(calls)("%s tells the limiter what the answer says about the limits", async (name, call) => {
    answer = () =>
      new HttpResponse(null, {
        status: 429,
        headers: { "RateLimit-Limit": "5", "RateLimit-Remaining": "0", "RateLimit-Reset": "42", "Retry-After": "17" },
      });
    expect((await call(connect(), signal)).error).toEqual({
      kind: "rate_limited",
      status: 429,
      message: "Rate limit exceeded. Try again in 17 seconds.",
      retryAfterMs: 17_000,
    });
    const heavy = /summary|transcript/.test(name);
    expect(asked).toEqual([heavy]);
    expect(observed).toEqual([{ heavy, limit: 5, remaining: 0, resetMs: 42_000, status: 429, retryAfterMs: 17_000 }]);
    expect(seen).toHaveLength(1);
  });

  test.each(calls)("%s that the limiter holds back is not made", async (_, call) => {
    const closed: FathomLimiter = { ...limiter, acquire: async () => ({ granted: false, retryAfterMs: 12_001 }) };
    expect((await call(connect({ limiter: closed }), signal)).error).toEqual({
      kind: "rate_limited",
      status: null,
      message: "Rate limit exceeded. Try again in 13 seconds.",
      retryAfterMs: 12_001,
    });
    expect(seen).toEqual([]);
  });

  test.each(calls)("%s that nobody waits for any more is not made", async (_, call) => {
    expect((await call(connect(), AbortSignal.abort())).error).toMatchObject({ kind: "unavailable", status: null });
    expect(seen).toEqual([]);
  });

  test.each(calls)("%s repeats nothing that the far side says", async (_, call) => {
    for (const status of [200, 302, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503]) {
      answerWith(`{"error":"leak ${key}"}`, { status, headers: { location: "https://example.net/leak" } });
      expect(JSON.stringify((await call(connect(), signal)).error ?? "")).not.toMatch(/leak|secret/);
    }
  });
});

describe("an answer that does not come", () => {
  test.each(calls)("%s is given up after its time", async (name, call) => {
    vi.useFakeTimers();
    const silent: typeof fetch = (input) =>
      new Promise((_, reject) => {
        if (input instanceof Request) input.signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const limitMs = /summary|transcript/.test(name) ? 60_000 : 20_000;
    const ended = vi.fn();
    const result = call(connect({ fetch: silent }), signal).finally(ended);
    await vi.advanceTimersByTimeAsync(limitMs - 1);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    const kind = name === "a new webhook" ? "uncertain" : "unavailable";
    expect((await result).error).toMatchObject({ kind, status: null });
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(calls)("%s whose connection never came about did nothing", async (_, call) => {
    const refused: typeof fetch = async () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) });
    };
    expect((await call(connect({ fetch: refused }), signal)).error).toMatchObject({ kind: "unavailable" });
  });

  test("that breaks off in the middle is as good as none", async () => {
    const broken: typeof fetch = async () => {
      const begin = new TextEncoder().encode('{"items":[');
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(begin),
        pull: (controller) => controller.error(new Error("connection reset")),
      });
      return new Response(body);
    };
    const api = connect({ fetch: broken });
    expect((await api.listMeetings(light, null, signal)).error).toMatchObject({ kind: "unavailable", status: 200 });
    expect((await api.createWebhook(wanted, signal)).error).toMatchObject({ kind: "uncertain", status: 200 });
  });
});

describe("an answer that is none", () => {
  test.each(["", "<html>", "null", "[]", "{}", '"text"', '{"error":"none"}', '{"items":{}}', '{"items":[', "\u0000"])(
    "%j is garbage for every read",
    async (text) => {
      answerWith(text);
      for (const [, call] of reads) {
        expect((await call(connect(), signal)).error).toMatchObject({ kind: "garbage", status: 200 });
      }
    },
  );

  test("is too large when it is longer than is read, and heavy answers may be longer", async () => {
    answerWith(JSON.stringify({ items: [], summary: null, padding: "x".repeat(2_000_000) }));
    expect((await connect().listMeetings(light, null, signal)).error).toMatchObject({ kind: "too_large", status: 200 });
    expect((await connect().recordingSummary("1", signal)).error).toBeNull();
    expect((await connect().listMeetings({ includeContent: true }, null, signal)).error).toBeNull();
  });

  test("of more than 24 MB is too large even with content", async () => {
    const chunk = new Uint8Array(1_000_000).fill(32);
    let sent = 0;
    answer = () => {
      const body = new ReadableStream({
        pull: (controller) => {
          sent += 1;
          controller.enqueue(chunk);
        },
      });
      return new HttpResponse(body);
    };
    expect((await connect().recordingTranscript("1", signal)).error).toMatchObject({ kind: "too_large" });
    expect(sent).toBeLessThan(40);
  });
});

describe("the list of meetings", () => {
  test("asks for nothing that it was not asked for", async () => {
    await connect().listMeetings(light, null, signal);
    expect(seen[0]).toMatchObject({ method: "GET", path: "/external/v1/meetings", query: [], body: "" });
    expect(asked).toEqual([false]);
  });

  test("passes times, recorders and the cursor on as they are, and with content is a heavy call", async () => {
    const cursor = `${btoa(JSON.stringify({ after: "x".repeat(900) }))}+/=&`;
    await connect().listMeetings(
      {
        createdAfter: "2026-01-01T00:00:00Z",
        createdBefore: "2026-02-01T00:00:00+01:00",
        recordedBy: ["ana+x@example.com", "bob@example.com"],
        includeContent: true,
      },
      cursor,
      signal,
    );
    expect(seen[0]?.query).toEqual([
      ["created_after", "2026-01-01T00:00:00Z"],
      ["created_before", "2026-02-01T00:00:00+01:00"],
      ["recorded_by[]", "ana+x@example.com"],
      ["recorded_by[]", "bob@example.com"],
      ["include_summary", "true"],
      ["include_transcript", "true"],
      ["include_action_items", "true"],
      ["cursor", cursor],
    ]);
    expect(asked).toEqual([true]);
  });

  test.each([
    ["20_api_meetings_page1.json", "eyJwYWdlX251bSI6Mn0="],
    ["21_api_meetings_last_page_next_cursor_null.json", null],
    ["23_api_meetings_last_page_cursor_key_missing.json", null],
    ["24_api_teams_empty_next_cursor.json", null],
  ])("%s comes with its items as they are and goes on at %j", async (name, nextCursor) => {
    answerWith(fixture(name));
    const { items } = JSON.parse(fixture(name));
    expect(await connect().listMeetings(light, null, signal)).toEqual({ data: { items, nextCursor }, error: null });
  });

  test("keeps the odd items of a page beside the others, and takes an odd cursor for the end", async () => {
    const items = [null, 1, "text", [], { recording_id: {} }, { recording_id: 1 }];
    answer = () => HttpResponse.json({ items, next_cursor: { page: 2 }, limit: "ten" });
    expect((await connect().listMeetings(light, null, signal)).data).toEqual({ items, nextCursor: null });
  });
});

describe("the content of a recording", () => {
  test("comes as it is", async () => {
    answerWith(fixture("26_api_recording_summary.json"));
    const { summary } = JSON.parse(fixture("26_api_recording_summary.json"));
    expect(await connect().recordingSummary("171112201", signal)).toEqual({ data: summary, error: null });
    answerWith(fixture("27_api_recording_transcript.json"));
    const { transcript } = JSON.parse(fixture("27_api_recording_transcript.json"));
    expect(await connect().recordingTranscript("171112201", signal)).toEqual({ data: transcript, error: null });
    expect(seen.map((request) => request.path)).toEqual([
      "/external/v1/recordings/171112201/summary",
      "/external/v1/recordings/171112201/transcript",
    ]);
  });

  test("that is not there yet is null", async () => {
    answerWith('{"summary":null,"transcript":null}');
    expect(await connect().recordingSummary("1", signal)).toEqual({ data: null, error: null });
    expect(await connect().recordingTranscript("1", signal)).toEqual({ data: null, error: null });
  });

  test("that is promised to another address is no content", async () => {
    answerWith(fixture("28_api_callback_response.json"));
    expect((await connect().recordingSummary("1", signal)).error?.kind).toBe("garbage");
  });

  test.each(["", "../webhooks/1", "kQ2vZ-ExampleShareToken-001", "1?x=1", "1.0", "-1"])(
    "of %j is not asked for: no recording has such an id",
    async (id) => {
      expect((await connect().recordingSummary(id, signal)).error).toMatchObject({ kind: "not_found", status: null });
      expect((await connect().recordingTranscript(id, signal)).error).toMatchObject({ kind: "not_found" });
      expect(seen).toEqual([]);
    },
  );
});

describe("the team's members", () => {
  test("come with name and address, without those that have none", async () => {
    answer = () =>
      HttpResponse.json({
        items: [
          null,
          7,
          { name: "No Address" },
          { name: "Odd", email: "not an address" },
          { name: null, email: "Cleo@Example.com" },
          { name: "Bob Lee", email: "bob.lee@example.com", created_at: "2024-06-01T08:30:00Z" },
        ],
        next_cursor: "next",
      });
    expect((await connect().teamMembers("this", signal)).data).toEqual({
      items: [
        { name: null, email: "cleo@example.com" },
        { name: "Bob Lee", email: "bob.lee@example.com" },
      ],
      nextCursor: "next",
    });
    expect(seen[0]).toMatchObject({ path: "/external/v1/team_members", query: [["cursor", "this"]] });
  });

  test("are read from the documented example", async () => {
    answerWith(fixture("25_api_team_members.json"));
    expect((await connect().teamMembers(null, signal)).data?.items).toEqual([
      { name: "Bob Lee", email: "bob.lee@example.com" },
    ]);
  });
});

describe("a new webhook", () => {
  test("is asked for with all content and without matches of another CRM, and nothing else", async () => {
    answerWith(fixture("30_api_create_webhook_response_201.json"), { status: 201 });
    const request = JSON.parse(fixture("29_api_create_webhook_request.json"));
    const result = await connect().createWebhook(
      { destinationUrl: request.destination_url, triggeredFor: request.triggered_for },
      signal,
    );
    expect(result).toEqual({
      data: { id: "ikEoQ4bVoq4JYUmc", secret: "whsec_x6EV6NIAAz3ldclszNJTwrow" },
      error: null,
    });
    expect(seen[0]).toMatchObject({ method: "POST", path: "/external/v1/webhooks", query: [] });
    expect(seen[0]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual(request);
  });

  test("goes out as a stream, which no runtime can send twice", async () => {
    const bodies: unknown[] = [];
    const spy: typeof fetch = async (input) => {
      if (input instanceof Request) bodies.push(input.body);
      return HttpResponse.json({ id: 7, secret: "whsec_eA==" }, { status: 201 });
    };
    expect((await connect({ fetch: spy }).createWebhook(wanted, signal)).data?.id).toBe("7");
    expect(bodies).toEqual([expect.any(ReadableStream)]);
  });

  test.each(["", "<html>", "{}", '{"id":"x"}', '{"secret":"whsec_eA=="}', '{"id":"../x","secret":"whsec_eA=="}'])(
    "answered with %j may exist without a known id: uncertain",
    async (text) => {
      answerWith(text, { status: 201 });
      const { error } = await connect().createWebhook(wanted, signal);
      expect(error).toMatchObject({ kind: "uncertain", status: 201 });
      expect(error?.message).toContain("Remove it in Fathom's settings");
    },
  );

  test("with an endless answer may exist too", async () => {
    answerWith("x".repeat(2_000_001), { status: 201 });
    expect((await connect().createWebhook(wanted, signal)).error?.kind).toBe("uncertain");
  });

  // Opaque: what Fathom makes ids of may begin with anything.
  test.each(["-Ab3", "_x", "~1", "a.b", "ikEoQ4bVoq4JYUmc"])("may have the id %s", async (id) => {
    answerWith(JSON.stringify({ id, secret: "whsec_AAAA" }), { status: 201 });
    expect((await connect().createWebhook(wanted, signal)).data?.id).toBe(id);
  });

  test.each(["", ".", "..", "a/b", "a?b"])("whose id is %j is one that cannot be removed again", async (id) => {
    answerWith(JSON.stringify({ id, secret: "whsec_AAAA" }), { status: 201 });
    expect((await connect().createWebhook(wanted, signal)).error?.kind).toBe("uncertain");
  });
});

describe("a webhook's removal", () => {
  test("is done with 204", async () => {
    answer = () => new HttpResponse(null, { status: 204 });
    expect(await connect().deleteWebhook("ikEoQ4bVoq4JYUmc", signal)).toEqual({ data: "deleted", error: null });
    expect(seen[0]).toMatchObject({ method: "DELETE", path: "/external/v1/webhooks/ikEoQ4bVoq4JYUmc", body: "" });
  });

  test("of one that is not there is gone, not a failure", async () => {
    answer = () => new HttpResponse(null, { status: 404 });
    expect(await connect().deleteWebhook("x", signal)).toEqual({ data: "gone", error: null });
  });

  test("can be asked for again when it was not answered", async () => {
    answer = () => new HttpResponse(null, { status: 503 });
    expect((await connect().deleteWebhook("x", signal)).error).toMatchObject({ kind: "unavailable", status: 503 });
  });

  test("names the webhook and nothing beside it", async () => {
    await connect().deleteWebhook("a/b?c", signal);
    expect(seen[0]).toMatchObject({ path: "/external/v1/webhooks/a%2Fb%3Fc", query: [] });
  });
});
