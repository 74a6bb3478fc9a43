import { describe, expect, test } from "vitest";
import { isTest, sourceFiles } from "./source-files.ts";

const code = sourceFiles().filter((file) => file.path.startsWith("supabase/functions/") && !isTest(file));
const having = (pattern: RegExp) => code.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
const shared = "supabase/functions/_shared";

/** Without comments: they speak of fetching as well. */
const bare = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");

/** Who makes calls, each by a `fetch` that it is given. */
const clients = [
  `${shared}/alerts/slack/client.ts`,
  `${shared}/crm/pipedrive/client.ts`,
  `${shared}/pipeline/queue/ring-worker.ts`,
  `${shared}/platform/database.ts`,
  `${shared}/sources/fathom/api/request.ts`,
  `${shared}/sources/fathom/api/send.ts`,
];

describe("who calls the outside", () => {
  test("nobody but the clients that are listed here", () => {
    const calling = code
      .filter(({ text }) => /\b(?:fetch|send)\(\s*(?!\)|\{)[\w`"'(]|new Request\(/.test(bare(text)))
      .map(({ path }) => path)
      .filter((path) => !clients.includes(path));
    const known = new Set([
      // Around another's call, to see its answer.
      `${shared}/crm/pipedrive/provider.ts`,
      // The only way out, through which all of them go.
      `${shared}/platform/outgoing.ts`,
      // By an address that was read before: `slack.send`.
      `${shared}/pipeline/alert/connect-slack.ts`,
      `${shared}/pipeline/alert/send-alert.ts`,
    ]);
    expect(calling.filter((path) => !known.has(path))).toEqual([]);
  });

  test("nobody in another way than by fetch", () => {
    expect(
      having(
        /\bnew (?:WebSocket|EventSource|XMLHttpRequest|Worker)\b|Deno\.connect|sendBeacon|\bfrom "npm:|import\(\s*[^"'\s]/,
      ),
    ).toEqual([]);
  });

  test("each of them says that redirects are not followed", () => {
    const sending = clients.filter((path) => !path.endsWith("fathom/api/send.ts"));
    expect(having(/redirect: "manual"/).toSorted()).toEqual(sending.toSorted());
    expect(having(/redirect: "follow"/)).toEqual([]);
  });

  test("each of them ends a call that takes too long", () => {
    const timed = new Set(having(/withTimeout\(signal, timeoutMs|AbortSignal\.timeout\(/));
    expect(clients.filter((path) => timed.has(path))).toEqual(clients.filter((path) => !path.endsWith("request.ts")));
  });

  test("each of them that others answer reads no more than it wants", () => {
    const capped = clients.filter((path) => !/request|ring-worker|database/.test(path));
    expect(having(/readCapped\(response, /).toSorted()).toEqual(capped.toSorted());
    expect(having(/\bresponse\??\.(?:json|text|arrayBuffer|blob|formData)\(/)).toEqual([]);
  });

  test("every function hands out the one way out, and the runtime's own fetch to nobody else", () => {
    const globals = code.filter(({ text }) => /[({,:=]\s*fetch\s*[,})]/.test(bare(text))).map(({ path }) => path);
    const entries = ["api", "fathom-webhook", "worker"].map((name) => `supabase/functions/${name}/index.ts`);
    for (const { text } of code.filter(({ path }) => entries.includes(path))) {
      expect(text.replace("{ fetch: app.fetch }", "").match(/\bfetch\b(?!:)/g)).toEqual(["fetch"]);
      expect(text).toContain("const outgoing = createOutgoing(settings, fetch);");
      expect(text).toMatch(/createDatabase\(settings, outgoing\)/);
    }
    expect(globals.filter((path) => !path.startsWith(shared)).toSorted()).toEqual(entries.toSorted());
  });
});
