import { expect, test } from "vitest";
import type { ApiCaller } from "@/lib/call-api.ts";
import { exportAudit } from "./export-audit.ts";

const encoder = new TextEncoder();
const asked = {
  workspaceId: "w",
  filter: { outcome: "not_found", from: "2026-11-01", to: "2026-11-30", q: "a&b" },
} as const;

const callerOf = (answer: (url: URL) => Response | Promise<Response>, token: string | null = "token"): ApiCaller => ({
  supabaseUrl: "https://debrief.example.com",
  publishableKey: "key",
  accessToken: async () => token,
  fetch: async (input) => answer(new URL(String(input))),
});
const run = (caller: ApiCaller, counted: number[] = []) =>
  exportAudit(caller, asked, (rows) => counted.push(rows), new AbortController().signal);

test("the filter goes along, rows are counted as they come, and the file is called as the server says", async () => {
  const search: Record<string, string> = {};
  const counted: number[] = [];
  const { data } = await run(
    callerOf((url) => {
      Object.assign(search, Object.fromEntries(url.searchParams));
      const parts = ["\ufeffa,b\r\n", '1,"x\r\ny"\r\n', "2,z\r\n"];
      const body = new ReadableStream({
        pull: (controller) => {
          const part = parts.shift();
          if (part === undefined) controller.close();
          else controller.enqueue(encoder.encode(part));
        },
      });
      return new Response(body, {
        headers: { "content-disposition": 'attachment; filename="debrief-audit-2026-11.csv"' },
      });
    }),
    counted,
  );
  expect(search).toMatchObject({
    workspaceId: "w",
    outcome: "not_found",
    from: expect.stringMatching(/^2026-11-01T00:00:00[+-]/),
    before: expect.stringMatching(/^2026-12-01T00:00:00[+-]/),
    q: "a&b",
  });
  expect([data?.name, data?.rows, data?.content.size, counted]).toEqual([
    "debrief-audit-2026-11.csv",
    2,
    23,
    [0, 1, 2],
  ]);
});

test("half a file is no file", async () => {
  const { data, error } = await run(
    callerOf(
      () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(encoder.encode("a,b\r\n1,2\r\n")),
            pull: (controller) => controller.error(new Error("reset")),
          }),
        ),
    ),
  );
  expect([data, error?.code]).toEqual([null, "broken_off"]);
});

test.each<[string, ApiCaller, string]>([
  ["no server", callerOf(() => Promise.reject(new TypeError("fetch failed"))), "unreachable"],
  ["no session", callerOf(() => new Response(), null), "session_ended"],
  ["a session that has ended", callerOf(() => new Response("x", { status: 401 })), "session_ended"],
  ["a proxy's page", callerOf(() => new Response("<html>", { status: 502 })), "unreadable"],
  [
    "a refusal",
    callerOf(() => Response.json({ error: { code: "invalid_request", message: "q: is too long." } }, { status: 400 })),
    "invalid_request",
  ],
])("%s is said as a failure", async (_, caller, code) => {
  expect((await run(caller)).error?.code).toBe(code);
});
