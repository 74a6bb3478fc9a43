import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callApi } from "../support/api-call.ts";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedFathom } from "../support/simulated-fathom.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam, deliverSigned, makeToken, postUnsigned, ringWorker } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

/** A team whose Fathom account has a key; connected by hand only, until a test connects it. */
let team: Team;
let apiKey: string;
let stranger: Team;
beforeAll(async () => {
  stranger = await createTeam();
});
beforeEach(async () => {
  team = await createTeam();
  apiKey = await simulatedFathom.addUser(team.email);
});

const api = (method: string, path: string, body: unknown = {}) => callApi(team, method, path, body);
const connect = (more: object = {}) =>
  api("POST", "/fathom-integrations", { apiKey, fathomUserEmail: team.email, ...more });
const integrationOf = async (of = team) => {
  const { data } = await of.client.from("fathom_integrations").select("*").eq("id", of.integrationId).single();
  return data;
};
const webhookIds = async () => (await simulatedFathom.webhooks(team.email)).map(({ id }) => id);
const untilThereIs = (count: number) => expect.poll(webhookIds, { timeout: 10_000 }).toHaveLength(count);
const importOf = async (id: string) => {
  const { data } = await team.client.from("imports").select("*").eq("id", id).single();
  return data;
};
const untilImported = (id: string) =>
  expect.poll(() => importOf(id), { timeout: 30_000 }).not.toMatchObject({ state: "running" });

describe("connecting with an API key", () => {
  test("a test says how many meetings it found and whose account it is, and saves nothing", async () => {
    await simulatedFathom.addPast(team.email, 15);
    const tested = await api("POST", "/fathom-integrations/test", { apiKey });
    expect(tested).toMatchObject({ status: 200, body: { meetings: 15, more: false, fathomUserEmail: team.email } });
    expect(await integrationOf()).toMatchObject({ setup: "manual" });
    expect(await webhookIds()).toEqual([]);
  });

  test("saving makes the webhook; a meeting that ends is logged, and nothing shows key or secret", async () => {
    const saved = await connect();
    expect(saved).toMatchObject({
      status: 200,
      body: { id: team.integrationId, webhook: "created", webhookError: null },
    });
    const person = `guest-${randomUUID().slice(0, 8)}`;
    await simulatedPipedrive.addPerson(person, `${person}@example.org`);
    await simulatedFathom.endMeeting({
      recordedBy: team.email,
      guests: [{ name: person, email: `${person}@example.org` }],
    });
    const outcomes = async () =>
      (await team.client.from("attendee_outcomes").select("status").eq("email", `${person}@example.org`)).data;
    await expect.poll(outcomes, { timeout: 20_000 }).toEqual([{ status: "note_added" }]);
    const integration = await integrationOf();
    expect(integration).toMatchObject({
      setup: "api_key",
      status: "active",
      triggered_for: ["my_recordings", "shared_external_recordings"],
      last_event_at: expect.any(String),
    });
    expect(JSON.stringify([saved.body, integration])).not.toMatch(new RegExp(`${apiKey}|whsec_`));
  });

  test("saving twice, also at the same moment, leaves one webhook", async () => {
    await connect();
    await connect();
    await untilThereIs(1);
    const answers = await Promise.all([connect(), connect(), connect()]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeLessThan(answers.length);
    const codes = refused.map(({ status, body }) => `${status} ${body.error.code}`);
    expect(codes.filter((code) => code !== "409 conflict")).toEqual([]);
    await untilThereIs(1);
    expect(await webhookIds()).toEqual([(await integrationOf())?.webhook_id]);
  });

  test("a new webhook replaces the old one, and both secrets are good for a day", async () => {
    await connect();
    const [former] = await simulatedFathom.webhooks(team.email);
    expect(await api("POST", `/fathom-integrations/${team.integrationId}/rotate`)).toMatchObject({
      status: 200,
      body: { status: "rotated" },
    });
    await untilThereIs(1);
    const [present] = await simulatedFathom.webhooks(team.email);
    expect(present?.id).not.toBe(former?.id);
    for (const webhook of [former, present]) {
      const answer = await deliverSigned(meetingOf(team.email), webhook?.secret ?? "", { url: webhook?.url ?? "" });
      expect(answer.status).toBe(202);
    }
  });

  test("disconnecting removes the webhook in Fathom too, and what still comes is refused", async () => {
    await connect();
    const [webhook] = await simulatedFathom.webhooks(team.email);
    expect(await api("DELETE", `/fathom-integrations/${team.integrationId}`)).toMatchObject({
      status: 200,
      body: { status: "disconnected" },
    });
    await untilThereIs(0);
    const late = await deliverSigned(meetingOf(team.email), webhook?.secret ?? "", { url: webhook?.url ?? "" });
    expect(late.status).toBe(401);
    expect(await integrationOf()).toMatchObject({ status: "disconnected", webhook_id: null });
    expect(await connect()).toMatchObject({ status: 200, body: { id: team.integrationId } });
    await untilThereIs(1);
  });

  test.each([
    [
      "a wrong key",
      { apiKey: "fathom-demo-0000" },
      422,
      "invalid_api_key",
      /^Invalid API key - please check your credentials$/,
    ],
    [
      "a key with spaces",
      { apiKey: "fathom-demo a b" },
      422,
      "invalid_api_key",
      /^Invalid API key - please check your credentials$/,
    ],
    [
      "a key with a line break",
      { apiKey: "a\r\nx: y" },
      422,
      "invalid_api_key",
      /^Invalid API key - please check your credentials$/,
    ],
    ["an empty key", { apiKey: " " }, 400, "invalid_request", "apiKey: is empty."],
    ["no address", { fathomUserEmail: "ana" }, 400, "invalid_request", "fathomUserEmail: Invalid email address."],
    ["no trigger", { triggeredFor: [] }, 400, "invalid_request", "triggeredFor: choose at least one."],
    ["an unknown trigger", { triggeredFor: ["everything"] }, 400, "invalid_request", /^triggeredFor.0: /],
  ])("%s gets a clear error and changes nothing", async (_, more, status, code, message) => {
    expect(await connect(more)).toMatchObject({
      status,
      body: { error: { code, message: expect.stringMatching(message) } },
    });
    expect(await integrationOf()).toMatchObject({ setup: "manual" });
    expect(await webhookIds()).toEqual([]);
  });

  test("an address that the key cannot see, a destination that Fathom refuses, a plan without teams: each said, nothing saved", async () => {
    await simulatedFathom.addPast(team.email, 1);
    const other = await connect({ fathomUserEmail: "somebody@example.net" });
    expect(other).toMatchObject({ status: 422, body: { error: { code: "email_not_visible" } } });
    await simulatedFathom.fault({ kind: "refused", method: "POST", times: 1, email: team.email });
    expect(await connect()).toMatchObject({ status: 422, body: { error: { code: "destination_refused" } } });
    const teamValues = await connect({ triggeredFor: ["shared_team_recordings"] });
    expect(teamValues).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining("Team plan") } },
    });
    expect(await integrationOf()).toMatchObject({ setup: "manual" });
  });

  test("too many calls: it says for how long to wait", async () => {
    await simulatedFathom.fault({ kind: "429", times: 1, email: team.email });
    expect(await api("POST", "/fathom-integrations/test", { apiKey })).toMatchObject({
      status: 429,
      body: { error: { code: "rate_limited", message: "Rate limit exceeded. Try again in 30 seconds." } },
    });
  });

  test("a token can be revoked, at once", async () => {
    const token = await makeToken(team);
    expect((await postUnsigned(meetingOf(team.email), `?token=${token}`)).status).toBe(202);
    expect(await integrationOf()).toMatchObject({ token_made_at: expect.any(String) });
    expect(await api("DELETE", `/fathom-integrations/${team.integrationId}/token`)).toMatchObject({
      body: { status: "revoked" },
    });
    expect((await postUnsigned(meetingOf(team.email), `?token=${token}`)).status).toBe(401);
    expect(await integrationOf()).toMatchObject({ token_made_at: null });
  });
});

describe("importing past meetings", () => {
  test("the last 50 by default; again, everything is there already", async () => {
    await simulatedFathom.addPast(team.email, 53);
    await connect();
    const started = await api("POST", "/imports", { integrationId: team.integrationId, writeNotes: false });
    expect(started).toMatchObject({ status: 200, body: { id: expect.any(String) } });
    await untilImported(started.body.id);
    expect(await importOf(started.body.id)).toMatchObject({
      state: "finished",
      total: 50,
      done: 50,
      skipped: 0,
      failed: 0,
    });
    const again = await api("POST", "/imports", { integrationId: team.integrationId, most: 5, writeNotes: true });
    await untilImported(again.body.id);
    expect(await importOf(again.body.id)).toMatchObject({ state: "finished", total: 5, done: 0, skipped: 5 });
    const { count } = await team.client.from("meetings").select("id", { count: "exact", head: true });
    expect(count).toBe(50);
  });

  test("without writing to the CRM: nothing is written, every attendee says why, and a person can write one", async () => {
    await simulatedFathom.addPast(team.email, 4);
    await connect();
    const before = (await simulatedPipedrive.notes()).length;
    const { body } = await api("POST", "/imports", { integrationId: team.integrationId, writeNotes: false });
    await untilImported(body.id);
    const waiting = async () =>
      (await team.client.from("attendee_outcomes").select("id").eq("status", "pending")).data?.length;
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
    expect((await simulatedPipedrive.notes()).length).toBe(before);
    const { data: found } = await team.client.from("attendee_outcomes").select("id, reason").eq("status", "dry_run");
    expect(found?.length).toBeGreaterThan(0);
    expect(new Set(found?.map(({ reason }) => reason))).toEqual(new Set(["imported_only"]));
    const id = found?.[0]?.id ?? "";
    expect((await api("POST", `/attendee-outcomes/${id}/log-again`)).status).toBe(200);
    const status = async () =>
      (await team.client.from("attendee_outcomes").select("status").eq("id", id).single()).data?.status;
    await expect.poll(status, { timeout: 20_000 }).toBe("note_added");
  });

  test("since a date, cancelled, resumed, and one at a time", async () => {
    await simulatedFathom.addPast(team.email, 30);
    await connect();
    const since = "2020-01-01T00:00:00Z";
    const order = { integrationId: team.integrationId, since, writeNotes: false };
    const { body } = await api("POST", "/imports", order);
    expect(await api("POST", "/imports", order)).toMatchObject({
      status: 409,
      body: { error: { code: "import_running" } },
    });
    await api("POST", `/imports/${body.id}/cancel`);
    expect(await importOf(body.id)).toMatchObject({ state: "cancelled" });
    expect(await api("POST", `/imports/${body.id}/resume`)).toMatchObject({ body: { status: "running" } });
    await untilImported(body.id);
    expect(await importOf(body.id)).toMatchObject({ state: "finished", total: 30, done: 30 });
    expect(await api("POST", `/imports/${body.id}/resume`)).toMatchObject({ status: 409 });
  });

  test.each([
    [{ since: "yesterday" }, /^since: /],
    [{ most: 0 }, /^most: /],
    [{ most: 10_001 }, /^most: /],
    [{ writeNotes: "yes" }, /^writeNotes: /],
    [{ integrationId: "1" }, /^integrationId: /],
  ])("%j is refused in a sentence", async (more, message) => {
    const answer = await api("POST", "/imports", { integrationId: team.integrationId, writeNotes: true, ...more });
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(message) } } });
  });

  test("of an account that is connected by hand says what to do", async () => {
    const answer = await api("POST", "/imports", { integrationId: team.integrationId, writeNotes: true });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "not_connected" } } });
  });
});

describe("promise 5: nothing is missed", () => {
  const sweep = () => api("POST", `/fathom-integrations/${team.integrationId}/sweep`);

  test("a meeting whose webhook was lost is found by the sweep and logged; its webhook, come late, adds nothing", async () => {
    await connect();
    const person = `guest-${randomUUID().slice(0, 8)}`;
    await simulatedPipedrive.addPerson(person, `${person}@example.org`);
    const title = `Lost ${randomUUID()}`;
    await simulatedFathom.endMeeting({
      recordedBy: team.email,
      title,
      guests: [{ name: person, email: `${person}@example.org` }],
      scenario: "webhook_lost",
    });
    const found = async () => {
      await sweep();
      await ringWorker();
      return (await team.client.from("meetings").select("id, external_id").eq("title", title)).data;
    };
    await expect.poll(found, { timeout: 20_000, interval: 500 }).toHaveLength(1);
    const notes = async () => (await simulatedPipedrive.notes(title)).length;
    await expect.poll(notes, { timeout: 20_000 }).toBe(1);
    const externalId = (await found())?.[0]?.external_id;
    const guests = [{ name: person, email: `${person}@example.org`, is_external: true }];
    const late = { ...meetingOf(team.email), recording_id: Number(externalId), title, calendar_invitees: guests };
    const [webhook] = await simulatedFathom.webhooks(team.email);
    const answer = await deliverSigned(late, webhook?.secret ?? "", { url: webhook?.url ?? "" });
    expect(answer.status).toBe(202);
    const state = async () =>
      (
        await team.client
          .from("webhook_events")
          .select("state")
          .eq("id", answer.body.event_id ?? "")
          .single()
      ).data?.state;
    await expect.poll(state, { timeout: 20_000 }).toBe("processed");
    expect([await found(), await notes()]).toMatchObject([{ length: 1 }, 1]);
    expect(await integrationOf()).toMatchObject({ found_by_sweep: 1, sweep_error: null });
  });

  test("a revoked key marks the account and says what to do; the same key given back connects again", async () => {
    await connect();
    await simulatedFathom.revokeKey(team.email);
    await sweep();
    await expect
      .poll(() => integrationOf(), { timeout: 10_000 })
      .toMatchObject({
        status: "broken",
        last_error: expect.stringContaining("Connect the account again"),
      });
    expect(await sweep()).toMatchObject({ status: 409, body: { error: { code: "not_connected" } } });
    const { data: alerts } = await team.client.from("alerts").select("kind");
    expect(alerts).toEqual([{ kind: "source_unauthorized" }]);
  });
});

describe("promise 4: what is not theirs", () => {
  const routes: [string, string, object][] = [
    ["POST", "/rotate", {}],
    ["POST", "/sweep", {}],
    ["POST", "/token", {}],
    ["DELETE", "/token", {}],
    ["DELETE", "", {}],
  ];

  test("another workspace's account and imports are not found, by any call", async () => {
    await connect();
    const { body } = await api("POST", "/imports", { integrationId: team.integrationId, writeNotes: false });
    for (const [method, path, more] of routes) {
      const answer = await callApi(stranger, method, `/fathom-integrations/${team.integrationId}${path}`, more);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    const theirs = [
      await callApi(stranger, "POST", "/imports", { integrationId: team.integrationId, writeNotes: false }),
      await callApi(stranger, "POST", `/imports/${body.id}/cancel`, {}),
      await callApi(stranger, "POST", `/imports/${body.id}/resume`, {}),
      await callApi(stranger, "POST", "/fathom-integrations/test", { workspaceId: team.workspaceId, apiKey }),
    ];
    expect(theirs.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await stranger.client.from("imports").select("id")).data).toEqual([]);
    await untilImported(body.id);
    expect(await webhookIds()).toHaveLength(1);
  });

  test("a member may import and look for their own meetings, and not touch a colleague's account or any connection", async () => {
    await connect();
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${stranger.userId}, 'member')`;
    const asMember = (method: string, path: string, body: object = {}) =>
      callApi(stranger, method, path, { workspaceId: team.workspaceId, ...body });
    const statuses = [];
    for (const [method, path, more] of routes) {
      statuses.push((await asMember(method, `/fathom-integrations/${team.integrationId}${path}`, more)).status);
    }
    statuses.push(
      (await asMember("POST", "/imports", { integrationId: team.integrationId, writeNotes: false })).status,
    );
    statuses.push((await asMember("POST", "/fathom-integrations", { apiKey, fathomUserEmail: team.email })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 403]);
    await sql`delete from public.workspace_members where workspace_id = ${team.workspaceId} and user_id = ${stranger.userId}`;
  });
});
