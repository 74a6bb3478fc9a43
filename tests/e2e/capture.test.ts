import http from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsHolding } from "../database/rows-holding.ts";
import { meetingOf } from "../support/fixtures.ts";
import { type Answer, type Team, createTeam, deliverSigned, makeToken, postUnsigned } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
const otherSecret = "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=";
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
let team: Team;
let formerToken: string;
let token: string;
beforeAll(async () => {
  team = await createTeam({ crm: false });
  formerToken = await makeToken(team);
  token = await makeToken(team);
  await team.api("/workspaces/capture", { on: true });
});
afterAll(() => sql.end());

const seenBy = async ({ client }: Pick<Team, "client">) => {
  const { data, error } = await client.from("refused_deliveries").select("*").order("received_at");
  if (error) throw new Error(error.message);
  return data;
};
const newest = async (by: Team = team) => (await seenBy(by)).at(-1);
/** What is captured is kept after the answer. */
const capturedBy = async (by: Team, before: number) => {
  await expect.poll(async () => (await seenBy(by)).length, { timeout: 5000 }).toBe(before + 1);
  return newest(by);
};
/** Long enough for what would be kept after the answer. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 400));
const url = (query: string) => `${theStack().webhookUrl}${query}`;
const hint = () => `?integration=${team.integrationId}`;
const post = (query: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> =>
  fetch(url(query), { method: "POST", body, headers }).then(async (response) => ({
    status: response.status,
    body: await response.json(),
    headers: response.headers,
  }));

type Sent = Pick<Answer, "status">;
const cases: [string, string, number, () => Promise<Sent>][] = [
  ["a wrong signature", "no_match", 401, () => team.deliver(meetingOf(team.email), { secret: otherSecret })],
  [
    "a wrong signature, known by the address it is sent to",
    "no_match",
    401,
    () => deliverSigned(meetingOf("somebody@example.com"), otherSecret, { url: url(hint()) }),
  ],
  ["a signature of long ago", "too_old", 401, () => team.deliver(meetingOf(team.email), { sentAt: ago(400) })],
  ["a signature of the future", "too_new", 401, () => team.deliver(meetingOf(team.email), { sentAt: ago(-400) })],
  ["no signature", "missing", 401, () => postUnsigned(meetingOf(team.email))],
  ["no signature, known by the address it is sent to", "missing", 401, () => postUnsigned({ hello: "world" }, hint())],
  [
    "a signature without a time",
    "missing",
    401,
    () => postUnsigned(meetingOf(team.email), "", { "webhook-id": "msg_1", "webhook-signature": "v1,AAAA" }),
  ],
  [
    "a time that is none",
    "malformed",
    401,
    () =>
      postUnsigned(meetingOf(team.email), "", {
        "webhook-id": "msg_1",
        "webhook-timestamp": "now",
        "webhook-signature": "v1,AAAA",
      }),
  ],
  [
    "a token that was replaced",
    "unknown_token",
    401,
    () => postUnsigned(meetingOf(team.email), `?token=${formerToken}`),
  ],
  ["an empty token", "unknown_token", 401, () => postUnsigned(meetingOf(team.email), "?token=")],
  ["an endless token", "unknown_token", 401, () => postUnsigned(meetingOf(team.email), `?token=${"x".repeat(5000)}`)],
  [
    "a valid token with a wrong signature",
    "no_match",
    401,
    () => deliverSigned(meetingOf(team.email), otherSecret, { url: url(`?token=${token}`) }),
  ],
  ["no JSON", "not_json", 400, () => postUnsigned("hello", hint())],
  ["no JSON, with a token", "not_json", 400, () => postUnsigned("{", `?token=${token}`)],
  ["an empty body", "empty", 400, () => postUnsigned("", hint())],
];

describe("with the capture on, what is refused is kept", () => {
  test.each(cases)("%s", async (_, reason, status, send) => {
    const before = (await seenBy(team)).length;
    expect((await send()).status).toBe(status);
    expect(await capturedBy(team, before)).toMatchObject({ workspace_id: team.workspaceId, reason });
  });

  test("more than 10 MiB: without its body", async () => {
    const before = (await seenBy(team)).length;
    const status = await new Promise((resolve, reject) => {
      const headers = { "content-length": String(50 * 1024 * 1024) };
      const request = http.request(url(hint()), { method: "POST", headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on("error", reject);
      request.write("{");
    });
    expect(status).toBe(413);
    expect(await capturedBy(team, before)).toMatchObject({
      reason: "too_large",
      body: "",
      body_bytes: 50 * 1024 * 1024,
    });
  });

  test("with what is needed to find the fault: the body, and the headers that are no secrets", async () => {
    const before = (await seenBy(team)).length;
    const meeting = meetingOf(team.email);
    await team.deliver(meeting, {
      secret: otherSecret,
      id: "msg_seen",
      headers: { "user-agent": "Fathom/1", authorization: "Bearer abc", cookie: "a=b" },
    });
    expect(await capturedBy(team, before)).toMatchObject({
      body: JSON.stringify(meeting),
      body_bytes: Buffer.byteLength(JSON.stringify(meeting)),
      headers: {
        "content-type": "application/json",
        "content-length": expect.stringMatching(/^\d+$/),
        "content-encoding": null,
        "user-agent": "Fathom/1",
        "webhook-id": "msg_seen",
        "webhook-timestamp": expect.stringMatching(/^\d+$/),
        "webhook-signature": "(present)",
      },
    });
  });

  test("without tokens and signatures", async () => {
    const before = (await seenBy(team)).length;
    const secret = "dG9rZW4tdGhhdC1pcy1hLXNlY3JldA";
    const signature = `v1,${Buffer.alloc(32, 7).toString("base64")}`;
    await post(`?token=${secret}&integration=${team.integrationId}`, "{}", {
      "webhook-id": "msg_1",
      "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
      "webhook-signature": signature,
    });
    expect(JSON.stringify(await capturedBy(team, before))).toContain("(present)");
    expect(await rowsHolding(sql, secret, signature)).toEqual([]);
  });

  test.each([
    ["a long text", Buffer.from("x".repeat(200_000)), /^x{65536}$/],
    ["a character that is cut in two", Buffer.from(`x${"€".repeat(50_000)}`), /^x€{21845}$/],
    ["NULs", Buffer.from("a\0b\0"), /^a\uFFFDb\uFFFD$/],
    ["what is no text", Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x41]), /^\uFFFD\uFFFD\uFFFD\uFFFDA$/],
    ["much of what is no text", Buffer.alloc(100_000, 0xff), /^\uFFFD{21845}$/],
    ["much of nothing", Buffer.alloc(100_000), /^\uFFFD{21845}$/],
    ["a backslash and quotes", Buffer.from(String.raw`\u0000 " ' \ {}`), /^\\u0000 " ' \\ \{\}$/],
  ])("as text of 64 KiB at most: %s", async (_, body, expected) => {
    const before = (await seenBy(team)).length;
    await post(hint(), new Uint8Array(body));
    const row = await capturedBy(team, before);
    expect(row?.body_bytes).toBe(body.length);
    expect(Buffer.byteLength(row?.body ?? "")).toBeLessThanOrEqual(65_536);
    expect(expected.test(row?.body ?? "")).toBe(true);
  });

  test("a hundred an hour, and no more", async () => {
    const other = await createTeam({ crm: false });
    await other.api("/workspaces/capture", { on: true });
    await sql`insert into public.refused_deliveries (workspace_id, reason, body, body_bytes) select ${other.workspaceId}, 'x', '', 0 from generate_series(1, 95)`;
    await Promise.all(Array.from({ length: 15 }, () => other.deliver(meetingOf(other.email), { secret: otherSecret })));
    await expect.poll(async () => (await seenBy(other)).length).toBe(100);
    await aMoment();
    expect(await seenBy(other)).toHaveLength(100);
  });
});

describe("what is not kept", () => {
  test("a delivery that is taken", async () => {
    const before = await seenBy(team);
    expect((await team.deliver(meetingOf(team.email))).status).toBe(202);
    expect((await postUnsigned(meetingOf(team.email), `?token=${token}`)).status).toBe(202);
    expect((await team.deliver(meetingOf(team.email), { id: "msg_again" })).status).toBe(202);
    await aMoment();
    expect(await seenBy(team)).toEqual(before);
  });

  test("anything while it is off, before and after its hour", async () => {
    const other = await createTeam({ crm: false });
    const wrong = () => other.deliver(meetingOf(other.email), { secret: otherSecret });
    await wrong();
    const { body } = await other.api("/workspaces/capture", { on: true });
    expect(Date.parse(String(body["captureUntil"])) - Date.now()).toBeGreaterThan(3_590_000);
    expect(Date.parse(String(body["captureUntil"])) - Date.now()).toBeLessThanOrEqual(3_600_000);
    await sql`update public.workspace_settings set capture_until = now() - interval '1 second' where workspace_id = ${other.workspaceId}`;
    await wrong();
    await other.api("/workspaces/capture", { on: true });
    expect(await other.api("/workspaces/capture", { on: false })).toEqual({
      status: 200,
      body: { captureUntil: null },
    });
    await wrong();
    await aMoment();
    expect(await seenBy(other)).toEqual([]);
  });

  test("promise 4: what was meant for a workspace, for another one that has connected the same address", async () => {
    const rival = await createTeam({ crm: false });
    await rival.api("/fathom-integrations", {
      fathomUserEmail: team.email,
      signingSecret: `${otherSecret.slice(0, -4)}Zz0=`,
    });
    await rival.api("/workspaces/capture", { on: true });
    const before = (await seenBy(team)).length;
    await team.deliver(meetingOf(team.email), { sentAt: ago(400) });
    await capturedBy(team, before);
    for (const query of ["", hint(), `?token=${formerToken}`]) await postUnsigned(meetingOf(team.email), query);
    await aMoment();
    expect(await seenBy(rival)).toEqual([]);
  });

  test("for anybody but owners and administrators to see", async () => {
    const colleague = await createTeam({ crm: false });
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${colleague.userId}, 'manager')`;
    expect(await seenBy(colleague)).toEqual([]);
    expect(await colleague.api("/workspaces/capture", { on: true, workspaceId: team.workspaceId })).toMatchObject({
      status: 403,
    });
    const stranger = await createTeam({ crm: false });
    expect(await stranger.api("/workspaces/capture", { on: true, workspaceId: team.workspaceId })).toMatchObject({
      status: 404,
    });
    expect(await team.api("/workspaces/capture", { on: "yes" })).toMatchObject({ status: 400 });
  });
});

describe("the sender notices nothing", () => {
  test.each(cases)("the answer to %s is the same to the last byte, on and off", async (_, __, ___, send) => {
    const answer = async () => {
      const { status, body, headers } = (await send()) as Answer;
      return JSON.stringify({ status, body, headers: [...headers].filter(([name]) => name !== "date") });
    };
    const whenOn = await answer();
    await team.api("/workspaces/capture", { on: false });
    expect(await answer()).toBe(whenOn);
    await team.api("/workspaces/capture", { on: true });
  });
});
