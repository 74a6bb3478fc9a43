import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { createPipedriveSimulator, type PipedriveSimulatorOptions } from "./simulator.ts";

const fixture = (name: string): unknown => JSON.parse(text(`pipedrive_${name}.json`));
const text = (file: string) =>
  readFileSync(new URL(`../../../tests/fixtures/pipedrive/${file}`, import.meta.url), "utf8");

let time = 0;
let simulator = createPipedriveSimulator({ apiTokens: [] });
const simulate = (options: Partial<PipedriveSimulatorOptions> = {}) => {
  time = Date.parse("2026-08-20T16:00:00Z");
  const sleep = async (ms: number) => void (time += ms);
  simulator = createPipedriveSimulator({
    apiTokens: ["good-token", "other"],
    now: () => new Date(time),
    sleep,
    ...options,
  });
};
beforeEach(() => simulate());

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await simulator.app.request(path, {
    method,
    headers: { "x-api-token": "good-token", "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  const json = response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(answer) : null;
  return { status: response.status, headers: response.headers, text: answer, json };
};
const search = (query: string) => call("GET", `/api/v2/persons/search?${query}`);
const addNote = (body: object = {}) =>
  call("POST", "/api/v1/notes", { content: "<p>Hello</p>", person_id: 1001, ...body });

/** The names and kinds of values, not the values. */
const shape = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([key, one]) => [key, shape(one)]),
    );
  }
  return value === null ? null : typeof value;
};

describe("the gate", () => {
  test.each(["/api/v1/users/me", "/api/v2/persons/search?term=x", "/v1/notes", "/api/v9/anything"])(
    "%s without a valid token: the captured 401",
    async (path) => {
      for (const headers of [{ "x-api-token": "wrong" }, { "x-api-token": "" }]) {
        const answer = await call(
          "GET",
          `${path}${path.includes("?") ? "&" : "?"}api_token=good-token`,
          undefined,
          headers,
        );
        expect(answer).toMatchObject({ status: 401, json: fixture("error_401") });
        expect(answer.headers.get("x-401-by-gw")).toBe("true");
      }
    },
  );

  test("takes the token as a bearer, too", async () => {
    const response = await simulator.app.request("/api/v1/users/me", {
      headers: { authorization: "Bearer good-token" },
    });
    expect(response.status).toBe(200);
  });

  test("v1 answers at both of its places, v2 only at its own, and what v2 has replaced is gone", async () => {
    expect((await call("GET", "/v1/users/me")).status).toBe(200);
    expect((await call("GET", "/v2/persons/search?term=ben")).status).toBe(404);
    for (const path of ["/v1/persons/search?term=ben", "/api/v1/persons/1001", "/api/v1/deals", "/v1/itemSearch"]) {
      const { status, json } = await call("GET", path);
      expect(status).toBe(410);
      expect(shape(json)).toEqual(shape(fixture("error_410")));
    }
  });

  test("remembers what was called and what it cost, never the token", async () => {
    await search("term=ben&exact_match=false");
    await addNote();
    expect(simulator.controls.requests()).toEqual([
      { method: "GET", path: "/api/v2/persons/search", query: "term=ben&exact_match=false", tokens: 20 },
      { method: "POST", path: "/api/v1/notes", query: "", tokens: 10 },
    ]);
    await call("GET", "/api/v1/users/me?api_token=secret");
    expect(JSON.stringify(simulator.controls.requests())).not.toMatch(/secret|good-token/);
  });
});

describe("limits", () => {
  test("every answer tells them", async () => {
    const { headers } = await search("term=ben");
    expect(Object.fromEntries([...headers].filter(([name]) => name.includes("ratelimit")))).toEqual({
      "x-ratelimit-limit": "10",
      "x-ratelimit-remaining": "9",
      "x-ratelimit-reset": "2",
      "x-daily-ratelimit-token-limit": "30000",
      "x-daily-ratelimit-token-remaining": "29980",
    });
  });

  test("the eleventh search within 2 s is too much, and the twenty-first call; another token has its own", async () => {
    for (let number = 0; number < 10; number += 1) expect((await search("term=ben")).status).toBe(200);
    expect(await search("term=ben")).toMatchObject({ status: 429, json: fixture("error_429_burst") });
    for (let number = 0; number < 10; number += 1) expect((await call("GET", "/api/v1/users/me")).status).toBe(200);
    expect((await call("GET", "/api/v1/users/me")).status).toBe(429);
    expect((await call("GET", "/api/v1/users/me", undefined, { "x-api-token": "other" })).status).toBe(200);
    time += 2_000;
    expect((await search("term=ben")).status).toBe(200);
  });

  test("the day's tokens run out and come back at midnight", async () => {
    simulate({ limits: { tokensPerDay: 30 } });
    await search("term=ben");
    await addNote();
    const refused = await call("GET", "/api/v1/users/me");
    expect(refused).toMatchObject({ status: 429, json: fixture("error_429_daily") });
    expect(refused.headers.get("retry-after")).toBe("28800");
    expect(refused.headers.get("x-daily-ratelimit-token-remaining")).toBe("0");
    expect(simulator.controls.tokensUsed()).toBe(30);
    time += 28_800_000;
    expect((await call("GET", "/api/v1/users/me")).status).toBe(200);
    expect(simulator.controls.tokensUsed()).toBe(2);
  });

  test("who goes on after 429 is shut out by Cloudflare", async () => {
    simulate({ limits: { searchesPerWindow: 1, refusalsUntilBlocked: 3 } });
    await search("term=ben");
    for (let number = 0; number < 3; number += 1) expect((await search("term=ben")).status).toBe(429);
    time += 10_000;
    const blocked = await search("term=ben");
    expect(blocked).toMatchObject({ status: 403, text: text("pipedrive_error_403_cloudflare.html") });
    expect(blocked.headers.get("content-type")).toContain("text/html");
    time += 60_000;
    expect((await search("term=ben")).status).toBe(200);
  });
});

describe("person search", () => {
  test("has the shape of the real one, hit and miss", async () => {
    const hit = await search("term=BEN.BUYER%40example.org&fields=email&exact_match=true");
    const expected = shape(fixture("person_search_hit")) as { data: { items: { item: { phones: unknown[] } }[] } };
    for (const { item } of expected.data.items) item.phones = [];
    expect(shape(hit.json)).toEqual(expected);
    expect((await search("term=nobody&exact_match=true")).json).toEqual(fixture("person_search_miss"));
  });

  test("exact means all of it, otherwise a part will do", async () => {
    expect((await search("term=ben.buyer&fields=email&exact_match=true")).json.data.items).toEqual([]);
    expect((await search("term=ben.buyer&fields=email")).json.data.items).toHaveLength(1);
    expect((await search("term=globex&fields=email,name")).json.data.items).toEqual([]);
  });

  test("gives pages by cursor", async () => {
    const first = await search("term=twin&limit=1");
    const second = await search(`term=twin&limit=1&cursor=${first.json.additional_data.next_cursor}`);
    expect([first, second].map(({ json }) => json.data.items[0].item.id)).toEqual([1003, 1004]);
    expect(second.json.additional_data.next_cursor).toBeNull();
  });

  test.each([
    "",
    "term=",
    "term=b",
    "term=&exact_match=true",
    "term=ben&private=1",
    "term=ben&exact_match=1",
    "term=ben&limit=501",
    "term=ben&fields=mail",
    "term=ben&cursor=x",
  ])("?%s is refused: v2 is strict", async (query) => {
    expect(await search(query)).toMatchObject({
      status: 400,
      json: { success: false, code: expect.stringMatching(/^ERR_/) },
    });
  });

  test("names the parameter it does not know as the real one does", async () => {
    expect((await search("term=ben&private=1")).json).toEqual(fixture("error_400_v2_validation"));
  });

  test("shows nobody who is deleted, hidden or not yet indexed", async () => {
    simulate({ searchDelayMs: 5_000 });
    simulator.controls.addPerson({ name: "Late Comer", emails: ["late@example.org"] });
    simulator.controls.addPerson({ name: "Hidden", emails: ["late@example.org"], visibleTo: 1, ownerId: 99 });
    expect((await search("term=late@example.org")).json.data.items).toEqual([]);
    time += 5_000;
    expect((await search("term=late@example.org")).json.data.items).toHaveLength(1);
    simulator.controls.deletePerson(1001);
    expect((await search("term=ben.buyer@example.org")).json.data.items).toEqual([]);
  });
});

describe("persons", () => {
  test("are created, read and deleted in the shapes of v2; the same address twice is legal", async () => {
    const body = {
      name: "Pekka Malli",
      org_id: 301,
      emails: [{ value: "ben.buyer@example.org" }],
      phones: [{ value: "1", label: "mobile" }],
    };
    const created = await call("POST", "/api/v2/persons", body);
    expect(shape(created.json)).toEqual(shape(fixture("person_created")));
    const { id } = created.json.data;
    expect((await call("GET", `/api/v2/persons/${id}`)).json).toEqual(created.json);
    expect((await search("term=ben.buyer@example.org")).json.data.items).toHaveLength(2);
    expect((await call("DELETE", `/api/v2/persons/${id}`)).json).toEqual({ success: true, data: { id } });
    expect(await call("GET", `/api/v2/persons/${id}`)).toMatchObject({ status: 404, json: fixture("error_404_v2") });
  });

  test.each([
    { name: "A", private: 1 },
    { name: 1 },
    {},
    { name: "A", org_id: "301" },
    { name: "A", emails: ["a@example.org"] },
    { name: "A", custom_fields: { x: [] } },
  ])("%j is refused", async (body) => {
    expect(await call("POST", "/api/v2/persons", body)).toMatchObject({
      status: 400,
      json: { code: "ERR_SCHEMA_VALIDATION_FAILED" },
    });
  });
});

describe("notes", () => {
  test("have the shapes of the real ones; flags go in as numbers and come out as booleans", async () => {
    const created = await addNote({ org_id: 301, pinned_to_person_flag: 1 });
    const expected = fixture("note_created") as { data: object };
    expect(shape(created.json.data)).toEqual(shape({ ...expected.data, task_id: null, deal_id: null, deal: null }));
    expect(created.json.data).toMatchObject({
      pinned_to_person_flag: true,
      add_time: "2026-08-20 16:00:00",
      person: { name: "Ben Buyer" },
    });
    const { id } = created.json.data;
    expect((await call("GET", `/api/v1/notes/${id}`)).json).toEqual(created.json);
    time += 60_000;
    const updated = await call("PUT", `/api/v1/notes/${id}`, { content: "<p>Updated</p>" });
    expect(updated.json.data).toMatchObject({
      content: "<p>Updated</p>",
      update_time: "2026-08-20 16:01:00",
      last_update_user_id: 11,
    });
    expect((await call("DELETE", `/api/v1/notes/${id}`)).json).toEqual(fixture("note_deleted"));
    expect((await call("GET", `/api/v1/notes/${id}`)).status).toBe(404);
  });

  test("need a target that exists, content, and no more of it than fits", async () => {
    expect(await addNote({ person_id: undefined })).toMatchObject({
      status: 400,
      json: fixture("error_400_note_no_target"),
    });
    expect(await addNote({ person_id: 9 })).toMatchObject({ status: 404, json: fixture("error_404") });
    expect((await addNote({ content: "" })).status).toBe(400);
    expect((await addNote({ content: "x".repeat(100_001) })).status).toBe(400);
    expect((await addNote({ content: "x".repeat(100_000) })).status).toBe(200);
    expect((await addNote({ pinned_to_person_flag: true })).status).toBe(400);
    expect((await addNote({ user_id: 12 })).status).toBe(403);
    expect(simulator.controls.notes()).toHaveLength(1);
  });

  test("are listed by person, in order, in pages, by date", async () => {
    for (let number = 0; number < 3; number += 1) {
      await addNote({ content: `<p>${number}</p>` });
      time += 86_400_000;
    }
    await addNote({ person_id: 1002 });
    const list = async (query: string) => (await call("GET", `/api/v1/notes?${query}`)).json;
    const page = await list("person_id=1001&sort=add_time%20DESC&start=0&limit=2");
    expect(page.data.map(({ content }: { content: string }) => content)).toEqual(["<p>2</p>", "<p>1</p>"]);
    expect(page.additional_data.pagination).toEqual({
      start: 0,
      limit: 2,
      more_items_in_collection: true,
      next_start: 2,
    });
    const rest = await list("person_id=1001&sort=add_time%20DESC&start=2&limit=2");
    expect(rest.additional_data).toEqual({ pagination: { start: 2, limit: 2, more_items_in_collection: false } });
    expect((await list("start_date=2026-08-21&end_date=2026-08-22")).data).toHaveLength(2);
    expect((await list("updated_since=2026-08-22T00:00:00Z")).data).toHaveLength(2);
    expect((await call("GET", "/api/v1/notes?updated_since=2026-08-22T00:00:00.5Z")).status).toBe(400);
  });
});

test("users/me has the shape of the real one", async () => {
  simulate({ companyDomain: "acme" });
  const { json } = await call("GET", "/api/v1/users/me");
  expect(shape(json)).toEqual(shape(fixture("users_me")));
  expect(json.data).toMatchObject({ company_domain: "acme", company_name: "Debrief demo company (simulated)" });
});

describe("faults", () => {
  test.each([
    ["401", 401, "error_401"],
    ["402", 402, "error_402"],
    ["403_scope", 403, "error_403_scope"],
    ["404", 404, "error_404"],
    ["410", 410, "error_410"],
    ["429_burst", 429, "error_429_burst"],
    ["429_daily", 429, "error_429_daily"],
    ["500", 500, "error_500"],
    ["503", 503, "error_503"],
  ] as const)("%s answers with its captured body and does nothing", async (kind, status, body) => {
    simulator.controls.addFault({ kind });
    expect(await addNote()).toMatchObject({ status, json: fixture(body) });
    expect(simulator.controls.notes()).toEqual([]);
  });

  test("hit the next calls of a route only, or all until cleared", async () => {
    simulator.controls.addFault({ kind: "500", times: 2, method: "POST", path: "/api/v1/notes*" });
    const statuses = [];
    for (const go of [() => search("term=ben"), addNote, addNote, addNote]) statuses.push((await go()).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    simulator.controls.addFault({ kind: "slow", milliseconds: 700 });
    const before = time;
    expect((await addNote()).status).toBe(200);
    expect(time - before).toBe(700);
    simulator.controls.clearFaults();
    expect(simulator.controls.faults()).toEqual([]);
  });

  test("after a write: the note is there, the answer is lost", async () => {
    simulator.controls.addFault({ kind: "empty_body", times: 1 });
    expect(await addNote()).toMatchObject({ status: 200, text: "" });
    const caller = new AbortController();
    simulator.controls.addFault({ kind: "timeout_after_write", times: 1 });
    const request = new Request("http://localhost/api/v1/notes", {
      method: "POST",
      headers: { "x-api-token": "good-token" },
      body: JSON.stringify({ content: "x", person_id: 1001 }),
      signal: caller.signal,
    });
    const answer = Promise.resolve(simulator.app.fetch(request));
    await expect.poll(() => simulator.controls.notes().length).toBe(2);
    caller.abort();
    expect((await answer).type).toBe("error");
  });

  test("are switched over HTTP by JSON alone", async () => {
    expect((await call("POST", "/simulator/faults", { kind: "402", times: 1 })).status).toBe(201);
    expect((await call("GET", "/simulator/faults")).json.faults).toMatchObject([{ kind: "402", times: 1, path: "/*" }]);
    expect((await call("GET", "/api/v1/users/me")).status).toBe(402);
    expect((await call("POST", "/simulator/faults", { kind: "teapot" })).status).toBe(400);
    expect((await call("POST", "/simulator/faults", { kind: "402" }, { "content-type": "text/plain" })).status).toBe(
      415,
    );
    await call("PUT", "/simulator/latency", { milliseconds: 150 });
    const before = time;
    await call("GET", "/api/v1/users/me");
    expect(time - before).toBe(150);
    const added = await call("POST", "/simulator/people", {
      name: "New",
      emails: ["new@example.org"],
      organization: "Globex",
    });
    expect(added.json).toMatchObject({ id: 1010, org_id: 301 });
    expect((await call("DELETE", "/simulator/people/1010")).status).toBe(204);
    expect((await call("GET", "/simulator/tokens")).json).toEqual({ used: 2 });
    await call("POST", "/simulator/reset", {});
    expect((await call("GET", "/simulator/requests")).json).toEqual({ requests: [] });
    expect(simulator.controls.people()).toHaveLength(9);
  });
});
