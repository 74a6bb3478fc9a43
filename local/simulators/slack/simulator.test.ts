import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { createSlackSimulator } from "./simulator.ts";

let time = 0;
const simulate = (options: Partial<Parameters<typeof createSlackSimulator>[0]> = {}) =>
  createSlackSimulator({
    team: "TDEBRIEFDEMO",
    token: "0123456789abcdef01234567",
    now: () => new Date(time),
    sleep: async (ms) => void (time += ms),
    ...options,
  });
let simulator = simulate();
beforeEach(() => {
  time = Date.parse("2026-08-20T16:00:00Z");
  simulator = simulate();
});

const pathOf = (url: string): string => new URL(url).pathname;
const call = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
  const response = await simulator.app.request(path, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const post = (payload: unknown, url = simulator.webhookUrl) => call("POST", pathOf(url), JSON.stringify(payload));
const hello = { text: "Hello", blocks: [{ type: "header", text: { type: "plain_text", text: "Hello" } }] };

describe("a webhook", () => {
  test("shows the message and says ok, as HTML", async () => {
    const answer = await post(hello);
    expect(answer).toMatchObject({ status: 200, text: "ok" });
    expect(answer.headers.get("content-type")).toBe("text/html");
    expect(simulator.controls.messages()).toEqual([
      { id: 1, postedAt: "2026-08-20T16:00:00.000Z", webhook: "TDEBRIEFDEMO/BDEBRIEFDEMO", ...hello },
    ]);
  });

  test.each([
    "/services/TDEBRIEFDEMO/BDEBRIEFDEMO/0123456789abcdef0123456X",
    "/services/TDEBRIEFDEMO/BOTHER/0123456789abcdef01234567",
    "/services/TOTHER/BDEBRIEFDEMO/0123456789abcdef01234567",
    "/services/TDEBRIEFDEMO/BDEBRIEFDEMO",
    "/services/TDEBRIEFDEMO/BDEBRIEFDEMO/0123456789abcdef01234567/more",
    "/services/x",
  ])("at %s there is none", async (path) => {
    expect(await call("POST", path, JSON.stringify(hello))).toMatchObject({ status: 404, text: "no_service" });
  });

  test.each([{ text: "x" }, { blocks: hello.blocks }, { text: "x", unfurl_links: false }, { attachments: [{}] }])(
    "takes %j",
    async (payload) => expect((await post(payload)).text).toBe("ok"),
  );

  test("is only posted to, as JSON", async () => {
    const path = pathOf(simulator.webhookUrl);
    expect((await call("GET", path)).status).toBe(404);
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      expect(await call("POST", path, JSON.stringify(hello), { "content-type": type })).toMatchObject({
        status: 400,
        text: "invalid_payload",
      });
    }
    expect(simulator.controls.messages()).toEqual([]);
  });

  const section = { type: "section", text: { type: "mrkdwn", text: "x" } };
  test.each([
    ["", "invalid_payload"],
    ["{", "invalid_payload"],
    ["[]", "invalid_payload"],
    ["null", "invalid_payload"],
    ['"text"', "invalid_payload"],
    ['{"text":1}', "invalid_payload"],
    ['{"attachments":"x","text":"x"}', "invalid_payload"],
    ["{}", "no_text"],
    ['{"text":" "}', "no_text"],
    ['{"blocks":[]}', "no_text"],
    [JSON.stringify({ text: "x", attachments: Array.from({ length: 101 }, () => ({})) }), "too_many_attachments"],
    [JSON.stringify({ text: "x", blocks: {} }), "invalid_blocks"],
    [JSON.stringify({ text: "x", blocks: Array.from({ length: 51 }, () => section) }), "invalid_blocks"],
    [JSON.stringify({ text: "x", blocks: [{ type: "hero" }] }), "invalid_blocks"],
    [JSON.stringify({ text: "x", blocks: [{ type: "section" }] }), "invalid_blocks"],
    [JSON.stringify({ text: "x", blocks: [{ ...section, colour: "red" }] }), "invalid_blocks"],
    [
      JSON.stringify({ text: "x", blocks: [{ type: "header", text: { type: "mrkdwn", text: "x" } }] }),
      "invalid_blocks",
    ],
    [
      JSON.stringify({ text: "x", blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }] }),
      "invalid_blocks",
    ],
    [
      JSON.stringify({ text: "x", blocks: [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3_001) } }] }),
      "invalid_blocks",
    ],
  ])("refuses %j with %s", async (body, word) => {
    expect(await call("POST", pathOf(simulator.webhookUrl), body)).toMatchObject({ status: 400, text: word });
    expect(simulator.controls.messages()).toEqual([]);
  });

  test("takes a burst, then one a second, and another webhook has its own", async () => {
    simulator = simulate({ limits: { burst: 3 } });
    for (let number = 0; number < 3; number += 1) expect((await post(hello)).status).toBe(200);
    const refused = await post(hello);
    expect(refused).toMatchObject({ status: 429, text: "rate_limited" });
    expect(refused.headers.get("retry-after")).toBe("1");
    const other = simulator.controls.addWebhook();
    expect(other).toMatch(/^https:\/\/hooks\.slack\.com\/services\/TDEBRIEFDEMO\/B[0-9A-F]{10}\/[0-9a-f]{24}$/);
    expect((await post(hello, other)).status).toBe(200);
    time += 1_000;
    expect((await post(hello)).status).toBe(200);
    expect((await post(hello)).status).toBe(429);
  });
});

describe("faults", () => {
  test.each([
    ["302", 302],
    ["400", 400],
    ["403", 403],
    ["404", 404],
    ["410", 410],
    ["429", 429],
    ["500", 500],
    ["503", 503],
    ["not_ok", 200],
  ] as const)("%s answers so once and shows nothing", async (kind, status) => {
    simulator.controls.addFault({ kind, times: 1 });
    const answer = await post(hello);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toBe("ok");
    expect(simulator.controls.messages()).toEqual([]);
    expect((await post(hello)).text).toBe("ok");
  });

  test("can hit one webhook only", async () => {
    const other = simulator.controls.addWebhook();
    simulator.controls.addFault({ kind: "410", path: pathOf(other) });
    expect([(await post(hello, other)).status, (await post(hello)).status]).toEqual([410, 200]);
  });

  test("slow it down, or lose the answer to a message that was shown", async () => {
    simulator.controls.addFault({ kind: "slow", milliseconds: 700, times: 1 });
    const before = time;
    expect((await post(hello)).status).toBe(200);
    expect(time - before).toBe(700);
    simulator.controls.addFault({ kind: "lost_after_write", times: 1 });
    const lost = await simulator.app.request(pathOf(simulator.webhookUrl), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(hello),
    });
    expect(lost.type).toBe("error");
    expect(simulator.controls.messages()).toHaveLength(2);
  });
});

test("its switches are turned by JSON alone", async () => {
  expect((await call("POST", "/simulator/faults", '{"kind":"410"}')).status).toBe(201);
  expect(JSON.parse((await call("GET", "/simulator/faults")).text).faults).toMatchObject([{ kind: "410", path: "/*" }]);
  expect((await call("POST", "/simulator/faults", '{"kind":"teapot"}')).status).toBe(400);
  for (const path of ["/simulator/faults", "/simulator/webhooks"]) {
    expect((await call("POST", path, '{"kind":"410"}', { "content-type": "text/plain" })).status).toBe(415);
  }
  expect((await call("DELETE", "/simulator/faults")).status).toBe(204);
  const { url } = JSON.parse((await call("POST", "/simulator/webhooks", "{}")).text);
  expect((await post(hello, url)).status).toBe(200);
  expect(JSON.parse((await call("GET", "/simulator/messages")).text).messages).toMatchObject([hello]);
  expect((await call("DELETE", "/simulator/messages")).status).toBe(204);
  expect(simulator.controls.messages()).toEqual([]);
});

describe("kept in a file", () => {
  let journalPath = "";
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), "debrief-slack-"));
    journalPath = join(folder, "data", "slack.jsonl");
    simulator = simulate({ journalPath });
    return () => rmSync(folder, { recursive: true });
  });
  const restart = () => {
    simulator = simulate({ journalPath });
    return simulator.controls.messages().map(({ id, text }) => [id, text]);
  };

  test("messages are there after a restart, and those that were deleted are not", async () => {
    await post({ text: "one" });
    await post({ text: "two" });
    expect(restart()).toEqual([
      [1, "one"],
      [2, "two"],
    ]);
    simulator.controls.clearMessages();
    expect(restart()).toEqual([]);
  });

  test("a last line torn by a crash is cut off", async () => {
    await post({ text: "one" });
    appendFileSync(journalPath, '{"id":2,"te');
    expect(restart()).toEqual([[1, "one"]]);
    await post({ text: "two" });
    expect(restart()).toHaveLength(2);
  });
});
