import { describe, expect, test } from "vitest";
import { fixture, simulate } from "./test-simulator.ts";

/** Ana with a meeting that ended an hour ago. */
const afterAMeeting = async () => {
  const simulator = simulate();
  const key = simulator.add("Ana");
  const { recordingId } = simulator.controls.endMeeting({ recordedBy: "ana@example.com" });
  await simulator.pass(3_600_000);
  return { ...simulator, key, recordingId };
};

test("only a key in X-Api-Key opens it, and only while it is not revoked", async () => {
  const { app, controls, add, get } = simulate();
  const key = add("Ana");
  expect(key).toMatch(/^fathom-demo-[0-9a-f]{40}$/);
  expect((await get(key, "/meetings")).status).toBe(200);
  for (const headers of [{ authorization: `Bearer ${key}` }, { "x-api-key": "wrong" }, {}]) {
    const { status, headers: told } = await app.request("/external/v1/meetings", { headers });
    expect([status, told.has("RateLimit-Remaining")]).toEqual([401, true]);
  }
  controls.revokeKey("ana@example.com");
  expect((await get(key, "/meetings")).status).toBe(401);
  controls.restoreKey("ana@example.com");
  expect((await get(key, "/meetings")).status).toBe(200);
});

describe("meetings", () => {
  test("look like the real ones, with each further part only when it is asked for", async () => {
    const { get, key } = await afterAMeeting();
    const [item] = (await get(key, "/meetings")).json.items;
    expect(Object.keys(item).toSorted()).toEqual(Object.keys(fixture("20_api_meetings_page1").items[0]).toSorted());
    const every = ["summary", "transcript", "action_items", "crm_matches", "highlights"];
    const all = (await get(key, `/meetings?${every.map((part) => `include_${part}=true`).join("&")}`)).json.items[0];
    const real = fixture("02_webhook_all_fields_mid_2026");
    expect(Object.keys(all).toSorted()).toEqual(Object.keys(real).toSorted());
    for (const list of ["transcript", "action_items", "calendar_invitees"]) {
      expect(Object.keys(all[list][0])).toEqual(expect.arrayContaining(Object.keys(real[list][0])));
    }
    expect(all.default_summary.markdown_formatted).toMatch(
      /^## Meeting Purpose\n\n\[.+\]\(https:\/\/fathom\.video\/share\//,
    );
    expect((await get(key, "/meetings?include_summary=false")).json.items[0]).not.toHaveProperty("default_summary");
  });

  test("come ten at a time, the newest first, and what is new meanwhile shifts nothing", async () => {
    const { controls, add, get, idsOf, pass } = simulate();
    const key = add("Ana");
    const { recordingIds } = controls.addPast({ recordedBy: "ana@example.com", count: 25 });
    expect(await idsOf(key)).toEqual(recordingIds);
    const first = await get(key, "/meetings");
    expect(first.json).toMatchObject({ limit: 10, items: { length: 10 } });
    expect(first.json.next_cursor.length).toBeGreaterThanOrEqual(300);
    expect(JSON.parse(Buffer.from(first.json.next_cursor, "base64").toString())).toBeTypeOf("object");
    controls.endMeeting({ recordedBy: "ana@example.com" });
    await pass(60_000);
    const second = await get(key, `/meetings?limit=100&cursor=${encodeURIComponent(first.json.next_cursor)}`);
    expect(second.json.items.map((item: { recording_id: number }) => item.recording_id)).toEqual(
      recordingIds.slice(10, 20),
    );
  });

  test.each([["null"], ["empty"], ["absent"]] as const)("end with the cursor that is switched on: %s", async (end) => {
    const { controls, add, get } = simulate();
    controls.setListEnd(end);
    const { json } = await get(add("Ana"), "/meetings");
    expect(json).toEqual({
      limit: 10,
      items: [],
      ...{ null: { next_cursor: null }, empty: { next_cursor: "" }, absent: {} }[end],
    });
  });

  test.each([
    "cursor=made-up",
    "created_after=yesterday",
    "include_summary=yes",
    "calendar_invitees_domains_type=some",
  ])("are refused for %s", async (query) => {
    const { add, get } = simulate();
    expect((await get(add("Ana"), `/meetings?${query}`)).status).toBe(400);
  });

  test("can be narrowed by time, recorder, team, type and the guests' company", async () => {
    const { controls, idsOf, key, recordingId, pass } = await afterAMeeting();
    controls.addUser({ name: "Mia", email: "mia@example.com", team: "Management" });
    const other = controls.endMeeting({
      recordedBy: "mia@example.com",
      guests: [{ name: "Ana", email: "ana@example.com" }],
      sharedWith: "all_teams",
    }).recordingId;
    await pass(3_600_000);
    const both = [other, recordingId];
    expect(await idsOf(key)).toEqual(both);
    for (const [query, found] of [
      ["created_after=2026-08-20T16:30:00Z", [other]],
      ["created_before=2026-08-20T16:30:00Z", [recordingId]],
      ["created_after=2026-08-20T16:00:08Z&created_before=2026-08-20T16:00:08Z", [recordingId]],
      ["recorded_by[]=mia@example.com", [other]],
      ["recorded_by[]=mia@example.com&recorded_by[]=ana@example.com", both],
      ["recorded_by[]=nobody@example.com", []],
      ["teams[]=Management", [other]],
      ["teams[]=Management&teams[]=Sales", both],
      ["meeting_type=Unknown", []],
      ["calendar_invitees_domains[]=example.org", [recordingId]],
      ["calendar_invitees_domains_type=only_internal", [other]],
      ["calendar_invitees_domains_type=one_or_more_external", [recordingId]],
      ["unknown=1&limit=1", both],
    ] as const) {
      expect(await idsOf(key, query), query).toEqual(found);
    }
  });
});

test("a call without guests is on no calendar, and calls itself internal", async () => {
  const { controls, get, key, pass } = await afterAMeeting();
  controls.endMeeting({ recordedBy: "ana@example.com", guests: [] });
  await pass(60_000);
  expect((await get(key, "/meetings")).json.items[0]).toMatchObject({
    title: "Impromptu Google Meet Meeting",
    meeting_title: null,
    meeting_url: null,
    calendar_invitees: [],
    calendar_invitees_domains_type: "only_internal",
  });
});

test("summary and transcript can be had by recording", async () => {
  const { get, key, recordingId } = await afterAMeeting();
  const listed = (await get(key, "/meetings?include_summary=true&include_transcript=true")).json.items[0];
  const { summary } = (await get(key, `/recordings/${recordingId}/summary`)).json;
  const { transcript } = (await get(key, `/recordings/${recordingId}/transcript`)).json;
  expect([summary, transcript]).toEqual([listed.default_summary, listed.transcript]);
  for (const part of ["summary", "transcript"]) expect((await get(key, `/recordings/1/${part}`)).status).toBe(404);
});

describe("who there is", () => {
  const company = () => {
    const simulator = simulate();
    const key = simulator.add("Ana");
    const admin = simulator.add("Mia", { team: "Management", accountAdmin: true });
    simulator.add("Olli", { email: "olli@example.net", outside: true });
    return { ...simulator, key, admin };
  };

  test("is told as members, by team, in pages", async () => {
    const { add, get, key } = company();
    for (let number = 0; number < 12; number += 1) add(`Member${number}`);
    const first = (await get(key, "/team_members")).json;
    const second = (await get(key, `/team_members?cursor=${encodeURIComponent(first.next_cursor)}`)).json;
    expect([first.items.length, second.items.length, second.next_cursor]).toEqual([10, 4, null]);
    expect(Object.keys(first.items[0])).toEqual(Object.keys(fixture("25_api_team_members").items[0]));
    const managers = (await get(key, "/team_members?team=Management")).json.items;
    expect(managers.map(({ email }: { email: string }) => email)).toEqual(["mia@example.com"]);
    expect((await get(key, "/team_members?cursor=made-up")).status).toBe(400);
  });

  test("is told as teams and meeting types", async () => {
    const { get, key } = company();
    const names = async (path: string) =>
      (await get(key, path)).json.items.map(({ name }: { name: string }) => name).toSorted();
    expect(await names("/teams")).toEqual(["Management", "Sales"]);
    expect(await names("/meeting_types")).toContain("Quarterly Business Review");
  });

  test("is told with permissions to an account admin alone", async () => {
    const { get, key, admin } = company();
    expect((await get(key, "/users")).status).toBe(403);
    expect((await get(admin, "/users?settings_access=account_admin")).json.items).toMatchObject([
      { email: "mia@example.com", status: "active", permissions: { settings_access: { level: "account_admin" } } },
    ]);
    expect((await get(admin, "/users?status=invited&settings_access=none")).status).toBe(400);
  });
});

test("sixty calls a minute for each key, thirty of them heavy, and every answer tells", async () => {
  const { add, get, key, recordingId, pass } = await afterAMeeting();
  const other = add("Bo");
  const first = await get(key, `/recordings/${recordingId}/summary`);
  expect(["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"].map((name) => first.headers.get(name))).toEqual([
    "30",
    "29",
    "60",
  ]);
  for (let number = 0; number < 29; number += 1) await get(key, "/meetings?include_summary=true");
  await pass(10_000);
  const heavy = await get(key, "/meetings?include_transcript=true");
  expect([heavy.status, heavy.headers.get("Retry-After")]).toEqual([429, "50"]);
  for (let number = 0; number < 29; number += 1) expect((await get(key, "/meetings")).status).toBe(200);
  const refused = await get(key, "/meetings");
  expect([refused.status, refused.headers.get("RateLimit-Remaining")]).toEqual([429, "0"]);
  expect((await get(other, "/meetings")).status).toBe(200);
  await pass(60_000);
  expect((await get(key, `/recordings/${recordingId}/summary`)).status).toBe(200);
});

test("the limit of all calls can be raised, and a reset brings it back", async () => {
  const { controls, get, key } = await afterAMeeting();
  controls.setLimit(1000);
  expect((await get(key, "/meetings")).headers.get("RateLimit-Remaining")).toBe("999");
  controls.resetFaults();
  expect((await get(key, "/meetings")).headers.get("RateLimit-Remaining")).toBe("59");
});

test("the limit of heavy calls can drop to five", async () => {
  const { controls, get, key } = await afterAMeeting();
  controls.setHeavyLimit(5);
  const statuses = [];
  for (let number = 0; number < 6; number += 1)
    statuses.push((await get(key, "/meetings?include_summary=true")).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await get(key, "/meetings")).headers.get("RateLimit-Limit")).toBe("60");
});

test("calls are counted by user, endpoint and status, without keys", async () => {
  const { controls, get, key, recordingId } = await afterAMeeting();
  await get(key, "/meetings");
  await get(key, "/meetings?include_transcript=true");
  await get(key, `/recordings/${recordingId}/summary`);
  await get("wrong", "/meetings");
  const ana = "ana@example.com";
  expect(controls.calls()).toEqual([
    { email: ana, endpoint: "GET /meetings", heavy: false, status: 200, count: 1 },
    { email: ana, endpoint: "GET /meetings", heavy: true, status: 200, count: 1 },
    { email: ana, endpoint: "GET /recordings/:id/summary", heavy: true, status: 200, count: 1 },
    { email: null, endpoint: "GET /meetings", heavy: false, status: 401, count: 1 },
  ]);
  controls.clearCalls();
  expect(controls.calls()).toEqual([]);
});
