import { describe, expect, test } from "vitest";
import { simulate } from "./test-simulator.ts";

const company = () => {
  const simulator = simulate();
  const key = simulator.add("Ana");
  simulator.controls.addPast({ recordedBy: "ana@example.com", count: 12 });
  const statuses = async (times: number) => {
    const seen = [];
    for (let time = 0; time < times; time += 1) seen.push((await simulator.get(key, "/meetings")).status);
    return seen;
  };
  return { ...simulator, key, statuses };
};

test("a burst of 503 ends after as many answers as were asked for", async () => {
  const { controls, statuses } = company();
  controls.addFault({ kind: "503", times: 3 });
  expect(await statuses(5)).toEqual([503, 503, 503, 200, 200]);
});

test("a fault strikes only the user that it is meant for, and ends with a reset", async () => {
  const { add, controls, get, statuses } = company();
  const other = add("Bo");
  controls.addFault({ kind: "401", email: "ana@example.com" });
  expect((await get(other, "/meetings")).status).toBe(200);
  expect(await statuses(2)).toEqual([401, 401]);
  expect(controls.faults()).toMatchObject([{ kind: "401", email: "ana@example.com" }]);
  controls.setHeavyLimit(0);
  controls.resetFaults();
  expect(await statuses(1)).toEqual([200]);
  expect((await get(other, "/meetings?include_summary=true")).status).toBe(200);
});

test.each(["401", "403", "404", "429", "500", "503"] as const)("%s can be answered", async (kind) => {
  const { controls, get, key } = company();
  controls.addFault({ kind, times: 1 });
  const { status, headers } = await get(key, "/meetings");
  expect([status, headers.get("RateLimit-Limit")]).toEqual([Number(kind), "60"]);
});

test("a slow answer takes as long as was said", async () => {
  const { controls, get, key, pass } = company();
  controls.addFault({ kind: "slow", times: 1, milliseconds: 30_000 });
  await get(key, "/meetings");
  expect((await get(key, "/meetings")).headers.get("RateLimit-Reset")).toBe("30");
  await pass(0);
});

describe("a page of garbage", () => {
  test.each([
    ["html_page", (text: unknown) => String(text).startsWith("<!doctype html>")],
    ["empty_object", (json: unknown) => JSON.stringify(json) === "{}"],
  ] as const)("can be %s with 200", async (kind, looksSo) => {
    const { controls, get, key } = company();
    controls.addFault({ kind, path: "/external/v1/meetings" });
    const { status, json } = await get(key, "/meetings");
    expect([status, looksSo(json)]).toEqual([200, true]);
  });

  test("can be cut off", async () => {
    const { app, controls, key } = company();
    controls.addFault({ kind: "not_json" });
    const response = await app.request("/external/v1/meetings", { headers: { "x-api-key": key } });
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  test("can hold items that are no meetings among those that are", async () => {
    const { controls, get, key } = company();
    controls.addFault({ kind: "odd_items", times: 1 });
    const { json, headers } = await get(key, "/meetings");
    expect(json.items.slice(0, 2)).toEqual([null, "a meeting"]);
    expect(json.items.at(-1)).toHaveProperty("recording_start_time");
    expect(headers.get("RateLimit-Remaining")).toBe("59");
  });
});

test("a cursor can lead back to itself", async () => {
  const { controls, get, key } = company();
  controls.addFault({ kind: "cursor_loop" });
  const { next_cursor } = (await get(key, "/meetings")).json;
  const again = (await get(key, `/meetings?cursor=${encodeURIComponent(next_cursor)}`)).json;
  expect(again.next_cursor).toBe(next_cursor);
  expect(again.items).not.toEqual([]);
});

test("a list of one page can lead round in circles, too", async () => {
  const { add, controls, get } = simulate();
  const key = add("Ana");
  controls.addFault({ kind: "cursor_loop" });
  const { next_cursor } = (await get(key, "/meetings")).json;
  const again = await get(key, `/meetings?cursor=${encodeURIComponent(next_cursor)}`);
  expect([again.status, again.json.next_cursor]).toEqual([200, next_cursor]);
});

test("addresses of webhooks can be refused", async () => {
  const { controls, key, webhook, get } = company();
  controls.addFault({ kind: "refused", method: "POST", path: "/external/v1/webhooks" });
  expect((await webhook(key)).status).toBe(400);
  expect(controls.webhooks()).toEqual([]);
  expect((await get(key, "/meetings")).status).toBe(200);
});

test("a webhook can be created and its answer lost", async () => {
  const { app, controls, key } = company();
  controls.addFault({ kind: "lost_after_write", times: 1, method: "POST", path: "/external/v1/webhooks" });
  const body = { destination_url: "https://example.com/", triggered_for: ["my_recordings"], include_summary: true };
  const response = await app.request("/external/v1/webhooks", {
    method: "POST",
    headers: { "x-api-key": key },
    body: JSON.stringify(body),
  });
  expect(response.type).toBe("error");
  expect(controls.webhooks()).toHaveLength(1);
  expect(controls.calls()).toMatchObject([{ endpoint: "POST /webhooks", status: 0 }]);
});

test("a call can stay without an answer until its caller gives up", async () => {
  const { app, controls, key } = company();
  controls.addFault({ kind: "timeout" });
  const patience = new AbortController();
  const answer = app.request("/external/v1/meetings", { headers: { "x-api-key": key }, signal: patience.signal });
  patience.abort();
  expect((await answer).type).toBe("error");
});
