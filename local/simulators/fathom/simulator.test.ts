import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { sampleMeetings } from "./meetings.ts";
import { createFathomSimulator } from "./simulator.ts";

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../tests/fixtures/fathom/${name}.json`, import.meta.url), "utf8"));

let time = 0;
let simulator = createFathomSimulator({ apiKeys: [] });
const [sample] = sampleMeetings();
if (!sample) throw new Error("there is no sample meeting");
const simulate = (count?: number) => {
  time = Date.parse("2026-08-20T16:00:00Z");
  const meetings = Array.from({ length: count ?? 0 }, (_, at) => ({ ...sample, recording_id: at + 1 }));
  simulator = createFathomSimulator({
    apiKeys: ["key"],
    now: () => new Date(time),
    ...(count === undefined ? {} : { meetings }),
  });
};
beforeEach(() => simulate());

const call = async (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { "x-api-key": "key" },
) => {
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await simulator.app.request(`/external/v1${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? null : JSON.parse(text) };
};

test("only a key in X-Api-Key opens it", async () => {
  expect((await call("GET", "/meetings")).status).toBe(200);
  for (const headers of [{ authorization: "Bearer key" }, { "x-api-key": "wrong" }, {}]) {
    expect((await call("GET", "/meetings", undefined, headers)).status).toBe(401);
  }
});

describe("meetings", () => {
  test("look like the real ones, with summary, transcript and action items only when asked for", async () => {
    const { json } = await call("GET", "/meetings");
    expect(Object.keys(json.items[0]).toSorted()).toEqual(
      Object.keys(fixture("20_api_meetings_page1").items[0]).toSorted(),
    );
    const all = await call("GET", "/meetings?include_summary=true&include_transcript=true&include_action_items=true");
    expect(all.json.items[0]).toHaveProperty("default_summary.markdown_formatted");
    expect(all.json.items[0]).toHaveProperty("transcript.0.text");
    expect(all.json.items[0].action_items).toEqual([]);
  });

  test("come ten at a time, to the last", async () => {
    simulate(25);
    const ids = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { json } = await call("GET", `/meetings${cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`}`);
      ids.push(...json.items.map((item: { recording_id: number }) => item.recording_id));
      cursor = json.next_cursor;
    }
    expect(ids).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    expect((await call("GET", "/meetings?cursor=made-up")).status).toBe(400);
  });

  test("can be narrowed by time and by who recorded", async () => {
    expect((await call("GET", "/meetings?created_after=2026-08-19T00:00:00Z")).json.items).toHaveLength(2);
    expect((await call("GET", "/meetings?created_before=2026-08-19T00:00:00Z")).json.items).toHaveLength(1);
    expect((await call("GET", "/meetings?recorded_by[]=nobody@example.com")).json.items).toEqual([]);
  });

  test("give summary and transcript by recording", async () => {
    expect((await call("GET", "/recordings/171112201/summary")).json.summary.template_name).toBe("General");
    expect((await call("GET", "/recordings/171112201/transcript")).json.transcript).toHaveLength(1);
    expect((await call("GET", "/recordings/1/summary")).status).toBe(404);
  });
});

test("a webhook is told its id and secret once, and deleted once", async () => {
  const created = await call("POST", "/webhooks", fixture("29_api_create_webhook_request"));
  expect(created.status).toBe(201);
  expect(Object.keys(created.json).toSorted()).toEqual(
    Object.keys(fixture("30_api_create_webhook_response_201")).toSorted(),
  );
  expect(created.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  expect(simulator.controls.webhooks()).toHaveLength(1);
  expect((await call("DELETE", `/webhooks/${created.json.id}`)).status).toBe(204);
  expect((await call("DELETE", `/webhooks/${created.json.id}`)).status).toBe(404);
  const good = fixture("29_api_create_webhook_request");
  const nothing = { include_transcript: false, include_summary: false, include_action_items: false };
  for (const bad of [
    { ...good, ...nothing },
    { ...good, triggered_for: [] },
    { ...good, extra: 1 },
    { ...good, destination_url: "x" },
  ]) {
    expect((await call("POST", "/webhooks", bad)).status).toBe(400);
  }
});

test("sixty calls a minute, thirty of them heavy, and every answer tells", async () => {
  const first = await call("GET", "/recordings/171112201/summary");
  expect(["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"].map((name) => first.headers.get(name))).toEqual([
    "30",
    "29",
    "60",
  ]);
  for (let number = 0; number < 29; number += 1) await call("GET", "/meetings?include_summary=true");
  time += 10_000;
  const heavy = await call("GET", "/meetings?include_transcript=true");
  expect([heavy.status, heavy.headers.get("Retry-After")]).toEqual([429, "50"]);
  for (let number = 0; number < 29; number += 1) expect((await call("GET", "/meetings")).status).toBe(200);
  expect((await call("GET", "/meetings")).status).toBe(429);
  time += 60_000;
  expect((await call("GET", "/recordings/171112201/summary")).status).toBe(200);
});
