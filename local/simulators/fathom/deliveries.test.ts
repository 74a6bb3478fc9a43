import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fixture, simulate } from "./test-simulator.ts";
import type { Scenario } from "./end-meeting.ts";

const ana = "ana@example.com";

afterEach(() => void vi.useRealTimers());

const connected = async (options?: Parameters<typeof simulate>[0]) => {
  const simulator = simulate(options);
  const key = simulator.add("Ana");
  const { json } = await simulator.webhook(key);
  const end = (scenario: Scenario, more: object = {}) =>
    simulator.controls.endMeeting({ recordedBy: ana, scenario, ...more }).recordingIds;
  return { ...simulator, key, created: json, end };
};

describe("a webhook", () => {
  test("is told its id and secret once, and deleted once, by its owner", async () => {
    const { add, call, webhook, controls } = simulate();
    const [key, other] = [add("Ana"), add("Bo")];
    const created = await call(key, "POST", "/webhooks", fixture("29_api_create_webhook_request"));
    expect(created.status).toBe(201);
    expect(Object.keys(created.json).toSorted()).toEqual(
      Object.keys(fixture("30_api_create_webhook_response_201")).toSorted(),
    );
    expect(created.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect(controls.webhooks()).toMatchObject([{ id: created.json.id, owner: ana }]);
    const { id } = created.json;
    expect((await call(other, "DELETE", `/webhooks/${id}`)).status).toBe(404);
    expect((await call(key, "DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect((await call(key, "DELETE", `/webhooks/${id}`)).status).toBe(404);
    expect((await call(key, "GET", "/webhooks")).status).toBe(404);
    expect((await webhook(key)).status).toBe(201);
  });

  test.each([
    ["without anything to send", { include_transcript: false, include_summary: false, include_action_items: false }],
    ["that nothing triggers", { triggered_for: [] }],
    ["with an unknown trigger", { triggered_for: ["everything"] }],
    ["with a property too many", { extra: 1 }],
    ["without an address", { destination_url: undefined }],
    ["with an address that is none", { destination_url: "x" }],
  ])("%s is refused", async (_case, more) => {
    const { add, webhook } = simulate();
    expect((await webhook(add("Ana"), ["my_recordings"], more)).status).toBe(400);
  });

  test("for teams needs a team plan", async () => {
    const { add, webhook } = simulate();
    const key = add("Ana", { team: undefined });
    expect((await webhook(key, ["my_recordings", "shared_team_recordings"])).status).toBe(400);
    expect((await webhook(key, ["my_recordings", "shared_external_recordings"])).status).toBe(201);
  });
});

test("after its end a call goes through the stages, and then its webhook is sent once, signed", async () => {
  const { controls, created, get, key, idsOf, pass, received, end } = await connected();
  const [id] = end("normal", { title: "Renewal" });
  const parts = async () => {
    const query = "include_summary=true&include_transcript=true&include_action_items=true";
    const { default_summary, transcript, action_items } = (await get(key, `/meetings?${query}`)).json.items[0];
    return [transcript, default_summary, action_items].map((part) => part !== null);
  };
  expect(await idsOf(key)).toEqual([]);
  await pass(8_000);
  expect(await idsOf(key)).toEqual([id]);
  expect(await parts()).toEqual([false, false, false]);
  for (const part of ["summary", "transcript"]) expect((await get(key, `/recordings/${id}/${part}`)).status).toBe(404);
  await pass(52_000);
  expect(await parts()).toEqual([true, false, false]);
  await pass(60_000);
  expect(await parts()).toEqual([true, true, true]);
  expect(received).toEqual([]);
  await pass(60_000);
  await pass(86_400_000);
  expect(received).toHaveLength(1);
  const [{ url, headers, body } = { url: "", headers: new Headers(), body: "" }] = received;
  expect(url).toBe("https://example.com/hook?integration=1");
  expect(JSON.parse(body)).toMatchObject({ title: "Renewal", recording_id: id, default_summary: {}, action_items: {} });
  expect(JSON.parse(body)).not.toHaveProperty("crm_matches");
  expect(headers.get("webhook-id")).toMatch(/^msg_\w{27}$/);
  const at = Number(headers.get("webhook-timestamp")) * 1000;
  expect(new Webhook(created.secret).sign(headers.get("webhook-id") ?? "", new Date(at), body)).toBe(
    headers.get("webhook-signature"),
  );
  expect(controls.deliveries()).toMatchObject([{ state: "delivered", attempts: [{ status: 202 }] }]);
});

test("a simulator that runs by itself delivers and tries again when it is time, and leaves no timer behind", async () => {
  vi.useFakeTimers();
  const { answer, controls, received, stop, end } = await connected({
    deliversByItself: true,
    now: () => new Date(),
    stages: { webhookMs: 3_000 },
  });
  answer(() => new Response(null, { status: received.length === 1 ? 500 : 202 }));
  end("normal");
  await vi.advanceTimersByTimeAsync(2_999);
  expect(received).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(5_002);
  expect(received).toHaveLength(2);
  expect(controls.deliveries()).toMatchObject([{ state: "delivered" }]);
  end("normal");
  expect(vi.getTimerCount()).toBe(1);
  await stop();
  expect(vi.getTimerCount()).toBe(0);
  end("normal");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(received).toHaveLength(2);
});

describe("a delivery that is not taken", () => {
  test("is tried again by the schedule with the same id and body, signed anew, and then given up", async () => {
    const { controls, answer, pass, received, end } = await connected({ retryScale: 0.5 });
    answer(() => new Response(null, { status: 500 }));
    end("normal");
    const waits = [180, 2.5, 150, 900, 3_600, 9_000, 18_000, 18_000];
    for (const [number, seconds] of waits.entries()) {
      await pass(seconds * 1000 - 1);
      expect(received, `before try ${number + 1}`).toHaveLength(number);
      await pass(1);
      expect(received).toHaveLength(number + 1);
    }
    await pass(86_400_000);
    expect(received).toHaveLength(8);
    const seen = (name: string) => new Set(received.map(({ headers }) => headers.get(name))).size;
    expect(["webhook-id", "webhook-timestamp", "webhook-signature"].map(seen)).toEqual([1, 8, 8]);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(controls.deliveries()).toMatchObject([{ state: "failed", nextAttemptAt: null }]);
  });

  test.each([
    ["a redirect", async () => new Response(null, { status: 307, headers: { location: "https://example.com/" } }), 307],
    ["no answer", async () => Promise.reject(new DOMException("late", "TimeoutError")), null],
    ["a refusal", async () => new Response("no", { status: 401 }), 401],
  ])("is not taken by %s", async (_case, how, status) => {
    const { controls, answer, pass, received, end } = await connected();
    answer(how);
    end("normal");
    await pass(180_000);
    answer(() => new Response(null, { status: 204 }));
    await pass(5_000);
    expect(received).toHaveLength(2);
    expect(controls.deliveries()).toMatchObject([{ state: "delivered", attempts: [{ status }, { status: 204 }] }]);
  });

  test("ends with its webhook", async () => {
    const { call, controls, answer, created, key, pass, received, end } = await connected();
    answer(() => new Response(null, { status: 500 }));
    end("normal");
    await pass(180_000);
    await call(key, "DELETE", `/webhooks/${created.id}`);
    await pass(86_400_000);
    expect(received).toHaveLength(1);
    expect(controls.deliveries()).toMatchObject([{ state: "cancelled" }]);
  });
});

describe("what can happen to a meeting:", () => {
  const after = async (scenario: Scenario, more: object = {}) => {
    const simulator = await connected();
    const bo = simulator.add("Bo");
    const ids = simulator.end(scenario, more);
    await simulator.pass(180_000);
    const bodies = () => simulator.received.map(({ body }) => JSON.parse(body));
    return { ...simulator, bo, ids, bodies, delivered: () => bodies().map((body) => body.recording_id) };
  };

  test("its webhook is lost", async () => {
    const { controls, delivered, idsOf, key, ids, pass } = await after("webhook_lost");
    await pass(86_400_000);
    expect(delivered()).toEqual([]);
    expect(controls.deliveries()).toMatchObject([{ state: "lost", attempts: [] }]);
    expect(await idsOf(key)).toEqual(ids);
  });

  test("it has no summary, and never a webhook", async () => {
    const { delivered, get, key, ids, pass } = await after("no_summary");
    await pass(86_400_000);
    expect(delivered()).toEqual([]);
    expect((await get(key, `/recordings/${ids[0]}/summary`)).json).toEqual({ summary: null });
    expect((await get(key, `/recordings/${ids[0]}/transcript`)).status).toBe(200);
  });

  test("the webhook comes without contents, and they are there later", async () => {
    const { bodies, get, key, ids, pass } = await after("late_content");
    expect(bodies()).toMatchObject([{ transcript: null, default_summary: null, action_items: null }]);
    await pass(900_000);
    for (const part of ["summary", "transcript"])
      expect((await get(key, `/recordings/${ids[0]}/${part}`)).status).toBe(200);
    expect(bodies()).toHaveLength(1);
  });

  test("two people record it", async () => {
    const { ids, delivered, get, bo, key } = await after("two_recorders");
    const [[mine], [theirs]] = [(await get(key, "/meetings")).json.items, (await get(bo, "/meetings")).json.items];
    expect([mine.recording_id, theirs.recording_id]).toEqual(ids);
    for (const same of ["meeting_title", "meeting_url", "scheduled_start_time"]) expect(mine[same]).toBe(theirs[same]);
    const addresses = ({ calendar_invitees }: { calendar_invitees: { email: string }[] }) =>
      calendar_invitees.map(({ email }) => email).toSorted();
    expect(addresses(mine)).toEqual(addresses(theirs));
    expect(mine.share_url).not.toBe(theirs.share_url);
    expect(delivered()).toEqual([ids[0]]);
  });

  test("its recorder leaves and comes back", async () => {
    const { bodies, ids } = await after("leave_rejoin");
    const [first, second] = bodies();
    expect([first.recording_id, second.recording_id]).toEqual(ids);
    expect([second.meeting_url, second.scheduled_start_time]).toEqual([first.meeting_url, first.scheduled_start_time]);
    expect(Date.parse(second.recording_start_time)).toBeGreaterThan(Date.parse(first.recording_end_time));
  });

  test("the webhooks of two recordings come in the wrong order", async () => {
    const { delivered, ids, pass } = await after("out_of_order");
    await pass(180_000);
    expect(delivered()).toEqual(ids.toReversed());
  });

  test("it is shared after its webhook, which tells nobody", async () => {
    const { delivered, ids, bo, idsOf, webhook, pass } = await after("visibility_change");
    await webhook(bo, ["shared_team_recordings"]);
    expect(await idsOf(bo)).toEqual([]);
    await pass(900_000);
    expect(await idsOf(bo)).toEqual(ids);
    expect(delivered()).toEqual(ids);
  });

  test("its webhook comes twice with one id", async () => {
    const { delivered, ids, pass, received } = await after("duplicate_delivery");
    await pass(5_000);
    expect(delivered()).toEqual([ids[0], ids[0]]);
    expect(new Set(received.map(({ headers, body }) => `${headers.get("webhook-id")} ${body}`)).size).toBe(1);
  });

  test("it takes ten hours and more than a megabyte", async () => {
    const { received } = await after("long");
    expect(received[0]?.body.length).toBeGreaterThan(1_048_576);
    expect(received[0]?.body.length).toBeLessThan(3_000_000);
  });
});

test("meetings that end at once are events of their own", async () => {
  const { end, get, key, pass } = await connected();
  for (let number = 0; number < 3; number += 1) end("normal");
  await pass(60_000);
  const { items } = (await get(key, "/meetings")).json;
  const seen = (part: string) => new Set(items.map((item: Record<string, unknown>) => item[part])).size;
  expect([seen("scheduled_start_time"), seen("meeting_url"), seen("share_url")]).toEqual([3, 3, 3]);
});

test("what cannot be recorded is said", () => {
  const { controls, add } = simulate();
  expect(() => controls.endMeeting({ recordedBy: "nobody@example.com" })).toThrow("Nobody here");
  add("Ana", { team: undefined });
  expect(() => controls.endMeeting({ recordedBy: ana, sharedWith: "all_teams" })).toThrow("team plan");
  expect(() => controls.endMeeting({ recordedBy: ana, scenario: "two_recorders" })).toThrow("colleague");
});
