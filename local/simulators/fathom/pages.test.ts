import { describe, expect, test } from "vitest";
import { simulate } from "./test-simulator.ts";

const company = () => {
  const simulator = simulate();
  const key = simulator.add("Ana");
  const visit = async (path = "/") => {
    const response = await simulator.app.request(path);
    return { response, page: await response.text() };
  };
  const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    simulator.app.request(path, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { "sec-fetch-site": "same-origin", ...headers },
    });
  const end = (more: Record<string, string> = {}) => {
    const usual = { recordedBy: "ana@example.com", title: "", guests: "", minutes: "30" };
    return send("/meetings", { ...usual, scenario: "normal", sharedWith: "no_teams", ...more });
  };
  return { ...simulator, key, visit, send, end };
};

test("the page says that it is simulated, and shows each user's key", async () => {
  const { visit, key } = company();
  const { page } = await visit();
  expect(page).toContain("Simulated Fathom");
  expect(page).toContain(key);
});

test("a meeting is ended from the page, and its recording and deliveries are shown", async () => {
  const { controls, end, pass, visit, webhook, key } = company();
  await webhook(key);
  const guests = "Ben Buyer <ben.buyer@example.org>\r\n\r\ncleo@example.org\nSomebody";
  const response = await end({ title: "Renewal & more", guests, scenario: "duplicate_delivery" });
  expect([response.status, response.headers.get("location")]).toEqual([303, "/?done"]);
  expect(controls.meetings()).toMatchObject([
    {
      title: "Renewal & more",
      guests: [
        { name: "Ben Buyer", email: "ben.buyer@example.org" },
        { name: null, email: "cleo@example.org" },
        { name: "Somebody", email: null },
      ],
    },
  ]);
  expect((await visit()).page).toContain("ended, not listed yet");
  await pass(180_000);
  const { page } = await visit();
  for (const text of ["Renewal &amp; more", "1 recording<", "2 deliveries", "answered 202", "1 webhook<", "complete"]) {
    expect(page).toContain(text);
  }
});

test("past meetings are added from the page, and the list is turned over", async () => {
  const { send, visit, controls } = company();
  await send("/past-meetings", { recordedBy: "ana@example.com", count: "25" });
  const last = controls.meetings().at(-1);
  expect((await visit()).page).not.toContain(String(last?.id));
  const { page } = await visit("/?page=3");
  expect(page).toContain(String(last?.id));
  expect(page).toContain("Page 3 of 3");
});

test("keys, faults and limits are switched on the page and put back", async () => {
  const { controls, send, visit, get, key } = company();
  await send("/revoked-keys", { email: "ana@example.com" });
  expect((await get(key, "/meetings")).status).toBe(401);
  await send("/restored-keys", { email: "ana@example.com" });
  await send("/faults", { preset: "busy" });
  await send("/limits", { heavyLimit: "5", listEnd: "absent" });
  expect(controls.faults()).toMatchObject([{ kind: "503", times: 5 }]);
  expect((await visit()).page).toContain("5 heavy calls a minute");
  await send("/normal", {});
  expect((await visit()).page).toContain("Everything works as it should.");
  expect((await get(key, "/meetings")).json).toEqual({ limit: 10, next_cursor: null, items: [] });
});

describe("what is wrong in a form", () => {
  test("is said on the page, and nothing happens", async () => {
    const { controls, end, send } = company();
    for (const response of [
      await end({ recordedBy: "nobody@example.com" }),
      await end({ minutes: "0" }),
      await end({ scenario: "toString" }),
      await send("/past-meetings", { recordedBy: "ana@example.com", count: "many" }),
      await send("/faults", { preset: "constructor" }),
    ]) {
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("That was not possible.");
    }
    expect(controls.meetings()).toEqual([]);
  });

  test("of another site's page is refused", async () => {
    const { controls, send } = company();
    const form = { recordedBy: "ana@example.com", count: "5" };
    const foreign = { "sec-fetch-site": "cross-site", origin: "https://example.org" };
    expect((await send("/past-meetings", form, foreign)).status).toBe(403);
    expect(controls.meetings()).toEqual([]);
  });
});

test("nothing on the page can run or load anything", async () => {
  const { add, end, visit } = company();
  add(`"><script>alert(1)</script>`, { email: "x@example.com" });
  await end({ title: "<img src=x onerror=alert(1)>", guests: "<b>Bold</b> <b@example.org>" });
  const { response, page } = await visit();
  for (const text of ["<script", "<img", "<b>"]) expect(page).not.toContain(text);
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'");
});

describe("over HTTP", () => {
  const speak = async (method: string, path: string, body?: unknown) => {
    const { app, key } = company();
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await app.request(`/simulator${path}`, {
      ...init,
      headers: { "content-type": "application/json" },
    });
    const text = await response.text();
    return { key, status: response.status, json: text === "" ? null : JSON.parse(text) };
  };
  const email = "ana@example.com";

  test.each([
    ["POST", "/users", { name: "Bo", email: "bo@example.com", team: "Sales" }, 201, { apiKey: expect.any(String) }],
    ["POST", "/meetings", { recordedBy: email, scenario: "long" }, 201, { recordingId: expect.any(Number) }],
    ["POST", "/past-meetings", { recordedBy: email, count: 2 }, 201, { recordingIds: { length: 2 } }],
    ["POST", "/revoked-keys", { email }, 204, null],
    ["POST", "/restored-keys", { email }, 204, null],
    ["PUT", "/limit", { limit: 1000 }, 204, null],
    ["PUT", "/heavy-limit", { limit: 5 }, 204, null],
    ["PUT", "/list-end", { end: "absent" }, 204, null],
    ["POST", "/faults", { kind: "503", times: 2, email }, 201, { faults: [{ kind: "503", email }] }],
    ["DELETE", "/faults", undefined, 204, null],
    ["DELETE", "/calls", undefined, 204, null],
    ["GET", "/users", undefined, 200, { users: [{ email }] }],
    ["GET", "/meetings", undefined, 200, { meetings: [] }],
    ["GET", "/webhooks", undefined, 200, { webhooks: [] }],
    ["GET", "/deliveries", undefined, 200, { deliveries: [] }],
    ["GET", "/calls", undefined, 200, { calls: [] }],
    ["POST", "/meetings", { recordedBy: email, scenario: "unheard" }, 400, { error: expect.any(String) }],
    ["POST", "/meetings", { recordedBy: "nobody@example.com" }, 400, { error: expect.stringContaining("Nobody") }],
    ["PUT", "/visibility", { recordingId: 1, sharedWith: "all_teams" }, 400, { error: "There is no recording 1." }],
  ] as const)("%s %s %j is answered with %i", async (method, path, body, status, answer) => {
    expect(await speak(method, path, body)).toMatchObject({ status, json: answer });
  });

  test("a form cannot turn the switches", async () => {
    const { app } = company();
    expect((await app.request("/simulator/meetings", { method: "POST", body: "{}" })).status).toBe(415);
  });
});
