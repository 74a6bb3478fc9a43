import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { type ApiCaller, callApi } from "./call-api.ts";

const schema = z.object({ id: z.string() });

const caller = (answer: () => Response | Promise<Response>, calls: Request[] = []): ApiCaller => ({
  supabaseUrl: "https://project.example.com",
  publishableKey: "publishable",
  accessToken: async () => "token-of-ana",
  fetch: async (input, init) => {
    calls.push(new Request(input, init));
    return answer();
  },
});

test("a call carries the person's token and the public key, and its answer is checked", async () => {
  const calls: Request[] = [];
  const result = await callApi(
    caller(() => Response.json({ id: "1", more: true }), calls),
    "things",
    { a: 1 },
    schema,
  );
  expect(result).toEqual({ data: { id: "1" }, error: null });
  expect(calls[0]?.url).toBe("https://project.example.com/functions/v1/api/things");
  expect(calls[0]?.headers.get("authorization")).toBe("Bearer token-of-ana");
  expect(calls[0]?.headers.get("apikey")).toBe("publishable");
  expect(await calls[0]?.json()).toEqual({ a: 1 });
});

test("a read carries no body", async () => {
  const calls: Request[] = [];
  const { data } = await callApi(
    caller(() => Response.json({ id: "1" }), calls),
    "things/1",
    {},
    schema,
    "GET",
  );
  expect([data, calls[0]?.method, calls[0]?.body]).toEqual([{ id: "1" }, "GET", null]);
});

describe("a call that fails", () => {
  test("hands on the sentence of the server", async () => {
    const answer = () => Response.json({ error: { code: "forbidden", message: "Ask an owner." } }, { status: 403 });
    const result = await callApi(caller(answer), "things", {}, schema);
    expect(result.error).toEqual({ code: "forbidden", message: "Ask an owner." });
  });

  test.each([
    ["unreachable", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["unreadable", () => new Response("<html>", { status: 502 })],
    ["unreadable", () => Response.json({ unexpected: true })],
    ["session_ended", () => new Response("", { status: 401 })],
  ])("has a sentence of its own when the server gives none (%s)", async (code, answer) => {
    const result = await callApi(caller(answer), "things", {}, schema);
    expect(result.error?.code).toBe(code);
    expect(result.error?.message).toMatch(/\.$/);
  });

  test("without a session nothing is sent", async () => {
    const calls: Request[] = [];
    const signedOut = { ...caller(() => Response.json({}), calls), accessToken: async () => null };
    expect((await callApi(signedOut, "things", {}, schema)).error?.code).toBe("session_ended");
    expect(calls).toHaveLength(0);
  });
});
