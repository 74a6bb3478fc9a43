import { beforeAll, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam, postUnsigned } from "../support/team.ts";
import postgres from "postgres";
import { theStack } from "../support/the-stack.ts";

let team: Team;
let stranger: Team;
beforeAll(async () => {
  [team, stranger] = [await createTeam({ crm: false }), await createTeam({ crm: false })];
});

const call = (path: string, headers: Record<string, string>, body = "{}") =>
  fetch(`${theStack().apiUrl}/functions/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });

describe("who may call", () => {
  test.each([
    ["without anything", {}],
    ["with a made-up token", { authorization: "Bearer a.b.c" }],
    ["with the publishable key only", { apikey: "publishable" }],
    ["with the secret key instead of a session", { apikey: "secret" }],
  ])("api %s: 401 and nothing else", async (_, headers) => {
    const { publishableKey, secretKey } = theStack();
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        { publishable: publishableKey, secret: secretKey }[value] ?? value,
      ]),
    );
    for (const path of ["/api/crm-connections/pipedrive", "/api/fathom-integrations", "/api/nothing"]) {
      const response = await call(path, sent);
      expect([response.status, await response.json()]).toEqual([
        401,
        { error: { code: "unauthenticated", message: expect.any(String) } },
      ]);
    }
  });

  test("worker: a secret key of the project, no user and nobody else", async () => {
    const { data } = await team.client.auth.getSession();
    for (const headers of [
      {},
      { apikey: "sb_secret_wrong" },
      { apikey: theStack().publishableKey },
      { authorization: `Bearer ${data.session?.access_token}` },
    ]) {
      expect((await call("/worker", headers as Record<string, string>)).status).toBe(401);
    }
    const response = await call("/worker", { apikey: theStack().secretKey });
    expect([response.status, await response.json()]).toEqual([
      200,
      { claimed: expect.any(Number), done: expect.any(Number), failed: expect.any(Number) },
    ]);
  });

  test("another workspace's ids are not found, in body and path", async () => {
    const connect = await stranger.api("/fathom-integrations", {
      workspaceId: team.workspaceId,
      fathomUserEmail: "x@example.com",
    });
    const token = await stranger.api(`/fathom-integrations/${team.integrationId}/token`, {});
    const crm = await stranger.api("/crm-connections/pipedrive", {
      workspaceId: team.workspaceId,
      companyDomain: "acme",
      apiToken: "x",
    });
    expect([connect.status, token.status, crm.status]).toEqual([404, 404, 404]);
  });

  test("a member may not connect, an owner may", async () => {
    const sql = postgres(theStack().dbUrl, { max: 1 });
    await sql`update public.workspace_members set role = 'manager' where user_id = ${stranger.userId}`;
    const { pipedriveAccount, pipedriveToken } = theStack().demo;
    const credentials = { companyDomain: pipedriveAccount, apiToken: pipedriveToken };
    expect((await stranger.api("/crm-connections/pipedrive", credentials)).status).toBe(403);
    expect((await stranger.api("/fathom-integrations", { fathomUserEmail: "x@example.com" })).status).toBe(403);
    await sql`update public.workspace_members set role = 'owner' where user_id = ${stranger.userId}`;
    await sql.end();
    expect((await stranger.api("/crm-connections/pipedrive", credentials)).status).toBe(200);
  });
});

describe("connecting Pipedrive", () => {
  test("a test says whose account it is and saves nothing; saving shows the connection and never the token", async () => {
    const { pipedriveAccount, pipedriveToken } = theStack().demo;
    const credentials = {
      companyDomain: `https://${pipedriveAccount}.pipedrive.com/settings`,
      apiToken: pipedriveToken,
    };
    const tested = await team.api("/crm-connections/pipedrive/test", credentials);
    expect(tested).toMatchObject({
      status: 200,
      body: {
        account: pipedriveAccount,
        companyName: expect.any(String),
        userName: expect.any(String),
        limits: expect.any(Object),
      },
    });
    expect((await team.client.from("crm_connections").select("*")).data).toEqual([]);
    await team.api("/crm-connections/pipedrive", credentials);
    const { data } = await team.client.from("crm_connections").select("*");
    expect(data).toMatchObject([{ account: pipedriveAccount, status: "active" }]);
    expect(JSON.stringify(data)).not.toContain(pipedriveToken);
  });

  test.each([
    ["a wrong token", { companyDomain: "debrief-demo", apiToken: "wrong" }, 422, "unauthorized"],
    [
      "a host instead of a company",
      { companyDomain: "evil.example.com", apiToken: "x" },
      422,
      "invalid_company_domain",
    ],
    [
      "a company with a path trick",
      { companyDomain: "acme.pipedrive.com@example.com", apiToken: "x" },
      422,
      "invalid_company_domain",
    ],
    ["a company with a port", { companyDomain: "127.0.0.1:54321", apiToken: "x" }, 422, "invalid_company_domain"],
    ["a token with a line break", { companyDomain: "debrief-demo", apiToken: "a\r\nx: y" }, 400, "invalid_request"],
    ["no token", { companyDomain: "debrief-demo" }, 400, "invalid_request"],
    ["no JSON", "{", 400, "invalid_request"],
  ])("%s gets a clear error", async (_, body, status, code) => {
    const answer = await team.api("/crm-connections/pipedrive", body);
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/\.$/) } } });
  });

  test("a Pipedrive that is away is told as such", async () => {
    await simulatedPipedrive.fault({ kind: "503", path: "/api/v1/users/me", times: 1 });
    const { pipedriveAccount, pipedriveToken } = theStack().demo;
    const answer = await team.api("/crm-connections/pipedrive/test", {
      companyDomain: pipedriveAccount,
      apiToken: pipedriveToken,
    });
    expect(answer).toMatchObject({ status: 502, body: { error: { code: "unavailable" } } });
  });
});

describe("connecting Fathom by hand", () => {
  test("a token URL works at once, its successor ends it, and neither is stored", async () => {
    const make = async (): Promise<string> => {
      const { body } = await team.api(`/fathom-integrations/${team.integrationId}/token`, {});
      return new URL(String(body["webhookUrl"])).search;
    };
    const first = await make();
    expect((await postUnsigned(meetingOf(team.email), first)).status).toBe(202);
    const second = await make();
    expect((await postUnsigned(meetingOf(team.email), second)).status).toBe(202);
    const sql = postgres(theStack().dbUrl, { max: 1 });
    const [row] =
      await sql`select count(*)::int as tokens from private.fathom_integration_tokens where integration_id = ${team.integrationId}`;
    const [dump] = await sql`select string_agg(t::text, ' ') as text from private.fathom_integration_tokens t`;
    await sql.end();
    expect(row).toEqual({ tokens: 1 });
    expect(dump?.["text"]).not.toContain(second.slice("?token=".length));
  });

  test("the same user again keeps the integration and its address", async () => {
    const again = await team.api("/fathom-integrations", { fathomUserEmail: team.email.toUpperCase() });
    expect(again).toMatchObject({
      status: 200,
      body: { id: team.integrationId, webhookUrl: expect.stringContaining(`?integration=${team.integrationId}`) },
    });
    expect((await team.deliver(meetingOf(team.email))).status).toBe(202);
  });

  test("what is no signing secret or no address is refused in a sentence", async () => {
    const secret = await team.api("/fathom-integrations", {
      fathomUserEmail: team.email,
      signingSecret: "not a secret!",
    });
    expect(secret).toMatchObject({ status: 422, body: { error: { code: "invalid_signing_secret" } } });
    const address = await team.api("/fathom-integrations", { fathomUserEmail: "nobody" });
    expect(address).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("fathomUserEmail") } },
    });
  });
});
