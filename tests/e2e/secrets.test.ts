import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { slackUrlContext } from "../../supabase/functions/_shared/pipeline/alert/connect-slack.ts";
import { fathomKeyContext } from "../../supabase/functions/_shared/pipeline/fathom/open-fathom.ts";
import { crmTokenContext } from "../../supabase/functions/_shared/pipeline/log/open-crm.ts";
import { signingSecretContext } from "../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { SealError, createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { meetingOf } from "../support/fixtures.ts";
import { formsOf, shownIn } from "../support/forms-of-secret.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { dumpDatabase, readDataApi, readLogs } from "../support/read-everything.ts";
import { simulatedFathom } from "../support/simulated-fathom.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { pathOf, simulatedSlack } from "../support/simulated-slack.ts";
import { type Team, createTeam, makeToken, postUnsigned, ringWorker } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { theStack, theStackLogs } from "../support/the-stack.ts";

const { apiUrl, fathomUrl, publishableKey, secretKey, demo } = theStack();
const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
const keys = z
  .object({
    encryptionKey: z.string(),
    jwtSecret: z.string(),
    automationsKey: z.string(),
    databasePassword: z.string(),
  })
  .parse(JSON.parse(fs.readFileSync(path.join(theStackLogs(), "../keys.json"), "utf8")));

/** What was typed and is wrong is still somebody's: a key of another product, a token with a slip in it. */
const mistyped = {
  mistypedKey: `fathom-demo-${randomBytes(20).toString("hex")}`,
  mistypedToken: randomBytes(20).toString("hex"),
  mistypedAddress: `https://hooks.slack.com/services/TDEBRIEFDEMO/B0000000/${randomBytes(12).toString("hex")}`,
  mistypedSecret: `whsec_${randomBytes(9).toString("base64")}`,
};

let team: Team;
let apiKey: string;
let token: string;
let slackAddress: string;
/** All that the API has answered, with its headers. */
const answers: string[] = [];

const ask = async (method: string, place: string, body: unknown = {}): Promise<number> => {
  const { data } = await team.client.auth.getSession();
  const response = await fetch(`${apiUrl}/functions/v1/api${place}`, {
    method,
    headers: { authorization: `Bearer ${data.session?.access_token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  answers.push(JSON.stringify([...response.headers]), await response.text());
  return response.status;
};
/** A connection that a fault broke may take the next call with it. */
const succeed = (method: string, place: string, body: unknown = {}) =>
  expect.poll(() => ask(method, place, body), { timeout: 5000 }).toBe(200);
const deliver = async (): Promise<void> => {
  const meeting = meetingOf(team.email);
  const { status, body } = await team.deliver(meeting);
  answers.push(JSON.stringify(body));
  expect(status).toBe(202);
  await waitForOutcomes(team, String(meeting.recording_id));
};

/** The signing secrets of the team's webhooks in Fathom. */
const webhookSecrets = async (): Promise<string[]> => {
  const response = await fetch(`${fathomUrl}/simulator/webhooks`);
  const schema = z.object({ webhooks: z.array(z.object({ owner: z.string(), secret: z.string() })) });
  const { webhooks } = schema.parse(await response.json());
  return webhooks.filter(({ owner }) => owner === team.email).map(({ secret }) => secret);
};
const signing = new Set<string>();
const rememberSecrets = async (): Promise<void> => {
  for (const secret of await webhookSecrets()) signing.add(secret);
};

/** The secrets that Debrief keeps sealed for the team. */
const sealedSecrets = (): Record<string, string> => ({
  apiKey,
  slackAddress,
  pipedriveToken: demo.pipedriveToken,
  manualSecret: team.secret,
  ...Object.fromEntries([...signing].map((secret, number) => [`webhookSecret${number}`, secret])),
});
const allSecrets = (): Record<string, string> => ({
  ...sealedSecrets(),
  token,
  ...mistyped,
  secretKey,
  ...keys,
  demoApiKey: demo.fathomApiKey ?? "",
  demoSecret: demo.webhookSecret,
  demoToken: demo.webhookToken,
});

beforeAll(async () => {
  await waitForQuiet();
  team = await createTeam();
  apiKey = await simulatedFathom.addUser(team.email);
  await simulatedFathom.addPast(team.email, 12);
  token = await makeToken(team);
  slackAddress = await simulatedSlack.addWebhook();
});
afterEach(() =>
  Promise.all([simulatedFathom.clearFaults(), simulatedPipedrive.clearFaults(), simulatedSlack.clearFaults()]),
);
afterAll(() => sql.end());

describe("whatever is done with a secret, and whatever goes wrong (promise 4)", () => {
  const account = () => ({ fathomUserEmail: team.email, apiKey });

  test("Fathom refuses the key, is away, or answers garbage while it is tried", async () => {
    expect(await ask("POST", "/fathom-integrations/test", { ...account(), apiKey: mistyped.mistypedKey })).toBe(422);
    expect(await ask("POST", "/fathom-integrations", { ...account(), apiKey: mistyped.mistypedKey })).toBe(422);
    for (const odd of [`${apiKey}\r\nx: y`, `${apiKey} ${apiKey}`, `ключ-${apiKey}`, [apiKey]]) {
      expect(await ask("POST", "/fathom-integrations/test", { ...account(), apiKey: odd })).toBeGreaterThanOrEqual(400);
    }
    for (const kind of ["401", "403", "404", "429", "500", "503", "redirect", "html_page", "not_json"] as const) {
      await simulatedFathom.fault({ kind, email: team.email });
      expect(await ask("POST", "/fathom-integrations/test", account())).toBeGreaterThanOrEqual(400);
      await simulatedFathom.clearFaults();
    }
    expect(await ask("POST", "/fathom-integrations/test", { ...account(), fathomUserEmail: "bo@example.net" })).toBe(
      422,
    );
  });

  test("the webhook cannot be made; then it is, and is replaced", async () => {
    for (const kind of ["refused", "500", "html_page", "lost_after_write"] as const) {
      await simulatedFathom.fault({ kind, email: team.email, method: "POST", path: "/external/v1/webhooks" });
      expect(await ask("POST", "/fathom-integrations", account())).toBeGreaterThanOrEqual(400);
      await simulatedFathom.clearFaults();
    }
    await rememberSecrets();
    await succeed("POST", "/fathom-integrations", account());
    await rememberSecrets();
    await simulatedFathom.fault({ kind: "503", email: team.email, method: "POST", path: "/external/v1/webhooks" });
    expect(await ask("POST", `/fathom-integrations/${team.integrationId}/rotate`)).toBe(502);
    await simulatedFathom.clearFaults();
    await succeed("POST", `/fathom-integrations/${team.integrationId}/rotate`);
    await rememberSecrets();
    expect(signing.size).toBeGreaterThanOrEqual(2);
  });

  test("an import and a sweep are refused, cut off and fed with garbage, and come to their end", async () => {
    const order = { integrationId: team.integrationId, most: 12, writeNotes: false };
    const imports = async () =>
      (await team.client.from("imports").select("state").order("started_at")).data?.map(({ state }) => state);
    await simulatedFathom.fault({ kind: "not_json", email: team.email, path: "/external/v1/meetings" });
    expect(await ask("POST", "/imports", order)).toBe(200);
    expect(await ask("POST", `/fathom-integrations/${team.integrationId}/sweep`)).toBe(200);
    await waitForQuiet();
    await simulatedFathom.clearFaults();
    expect(await imports()).toEqual(["paused"]);
    expect(await ask("POST", "/imports", order)).toBe(200);
    await waitForQuiet();
    expect(await imports()).toEqual(["paused", "finished"]);
    await simulatedFathom.fault({ kind: "401", email: team.email });
    expect(await ask("POST", "/imports", order)).toBe(200);
    await waitForQuiet();
    await simulatedFathom.clearFaults();
    const { data } = await team.client.from("fathom_integrations").select("status, last_error");
    expect(data).toEqual([{ status: "broken", last_error: expect.stringMatching(/\.$/) }]);
    await succeed("POST", "/fathom-integrations", account());
    await rememberSecrets();
  });

  test("Pipedrive refuses the token, is away, and shuts the door", async () => {
    const credentials = { companyDomain: demo.pipedriveAccount, apiToken: mistyped.mistypedToken };
    expect(await ask("POST", "/crm-connections/pipedrive/test", credentials)).toBe(422);
    expect(await ask("POST", "/crm-connections/pipedrive", credentials)).toBe(422);
    for (const kind of ["401", "503", "500"]) {
      await simulatedPipedrive.fault({ kind, path: "/api/v1/users/me", times: 1 });
      const right = { ...credentials, apiToken: demo.pipedriveToken };
      expect(await ask("POST", "/crm-connections/pipedrive/test", right)).toBeGreaterThanOrEqual(400);
    }
    await simulatedPipedrive.fault({ kind: "401", path: "/api/v2/persons/search" });
    await deliver();
    const { data } = await team.client.from("crm_connections").select("status, last_error");
    expect(data).toEqual([{ status: "broken", last_error: expect.stringMatching(/\.$/) }]);
  });

  test("Slack takes alerts, and refuses them", async () => {
    expect(await ask("POST", "/alerts/slack", { webhookUrl: mistyped.mistypedAddress })).toBe(422);
    expect(await ask("POST", "/alerts/slack", { webhookUrl: slackAddress })).toBe(200);
    for (const kind of ["500", "429", "302", "not_ok", "404"]) {
      await simulatedSlack.fault({ kind, path: pathOf(slackAddress) });
      expect(await ask("POST", "/alerts/test")).toBeGreaterThanOrEqual(400);
      await simulatedSlack.clearFaults();
    }
    await simulatedSlack.fault({ kind: "404", path: pathOf(slackAddress) });
    await sql`select private.raise_alert(${team.workspaceId}, 'integration_quiet', 1)`;
    await sql`update private.jobs set run_at = now() where workspace_id = ${team.workspaceId} and state = 'queued'`;
    await ringWorker();
    await expect
      .poll(async () => (await team.client.from("workspace_settings").select("slack_status")).data)
      .toEqual([{ slack_status: "broken" }]);
  });

  test("deliveries come with the token, with a wrong signature, and with what nobody can read; refused ones are kept", async () => {
    expect(await ask("POST", "/workspaces/capture", { on: true })).toBe(200);
    const manual = { fathomUserEmail: team.email, signingSecret: mistyped.mistypedSecret };
    expect(await ask("POST", "/fathom-integrations", manual)).toBe(422);
    for (const answer of [
      await postUnsigned(meetingOf(team.email), `?token=${token}`),
      await postUnsigned({ hello: "nobody" }, `?token=${token}`),
      await postUnsigned("{", `?token=${token}`),
      await postUnsigned(meetingOf(team.email), `?integration=${team.integrationId}`, {
        authorization: `Bearer ${token}`,
      }),
      await team.deliver(meetingOf(team.email), { secret: `whsec_${randomBytes(24).toString("base64")}` }),
    ]) {
      answers.push(JSON.stringify([answer.body, [...answer.headers]]));
    }
    await expect
      .poll(async () => (await team.client.from("refused_deliveries").select("id")).data?.length)
      .toBeGreaterThanOrEqual(1);
    await waitForQuiet();
  });

  test("a webhook that is replaced cannot be removed: its removal, with the key for it, waits", async () => {
    await simulatedFathom.fault({ kind: "503", email: team.email, method: "DELETE", path: "/external/v1/webhooks/*" });
    await succeed("POST", `/fathom-integrations/${team.integrationId}/rotate`);
    await rememberSecrets();
    await ringWorker();
    // Its next try is in seconds, and would succeed.
    const putOff = () => sql`
      update private.jobs set run_at = now() + interval '1 hour'
      where kind = 'remove_webhook' and workspace_id = ${team.workspaceId} and state = 'queued' and error is not null returning 1`;
    await expect.poll(putOff).toHaveLength(1);
    const waiting = () => sql`select 1 from private.webhook_removals where workspace_id = ${team.workspaceId}`;
    expect(await waiting()).toHaveLength(1);
  });
});

describe("no secret is ever shown", () => {
  test("the search itself finds a secret in whatever form", () => {
    const secret = team.secret;
    const bytes = Buffer.from(secret.slice("whsec_".length), "base64");
    for (const text of [
      `x${secret}y`,
      JSON.stringify({ secret }),
      `?secret=${encodeURIComponent(secret)}`,
      ...["", "a", "ab"].map((before) => Buffer.from(`${before}${secret}more`).toString("base64")),
      Buffer.from(`"${secret}"`).toString("base64url"),
      Buffer.from(secret).toString("hex"),
      bytes.toString("hex").toUpperCase(),
      bytes.toString("base64url"),
      `\\x${Buffer.from(`{"${secret}"}`).toString("hex")}`,
    ]) {
      expect(shownIn(text, { secret })).toEqual(["secret"]);
    }
    expect(shownIn(team.email, { secret })).toEqual([]);
    expect(Math.min(...formsOf(secret).map(({ length }) => length))).toBeGreaterThanOrEqual(16);
  });

  test("by an answer of the API or of the webhook", () => {
    // All of them are looked for: none stands under another one's name.
    expect(Object.keys(allSecrets())).toHaveLength(Object.keys(sealedSecrets()).length + 13);
    expect(answers.length).toBeGreaterThan(60);
    expect(shownIn(answers.join("\n"), allSecrets())).toEqual([]);
  });

  test("in a log line, of the functions, the gateway or the database", () => {
    const logs = readLogs();
    for (const unit of ["api", "receive", "import", "sweep", "remove_webhook", "log", "alert"]) {
      expect(logs).toContain(`"unit":"${unit}"`);
    }
    expect(shownIn(logs, allSecrets())).toEqual([]);
  });

  test.each(["application/json", "text/csv"] as const)(
    "in any table or view of the data API as %s, to its owner or to who sees all",
    async (accept) => {
      const { data } = await team.client.auth.getSession();
      const own = { apikey: publishableKey, authorization: `Bearer ${data.session?.access_token}` };
      for (const headers of [own, { apikey: secretKey }]) {
        const text = await readDataApi(sql, headers, accept);
        expect(text).toContain(team.integrationId);
        expect(text).toContain(team.email);
        expect(shownIn(text, allSecrets())).toEqual([]);
      }
    },
  );
});

describe("a dump of the database without the key is useless", () => {
  const contexts: Record<string, (id: string) => string> = {
    crm_connection_secrets: crmTokenContext,
    fathom_integration_keys: fathomKeyContext,
    fathom_integration_secrets: signingSecretContext,
    slack_webhooks: slackUrlContext,
    webhook_removals: fathomKeyContext,
  };
  /** All that is sealed for the team, and what it is bound to. */
  const sealedRows = async () => {
    const rows = await sql<{ place: string; sealed_for: string; sealed: string }[]>`
      select s.place, s.sealed_for, s.sealed from private.sealed_rows() s
      where s.sealed_for in (${team.workspaceId}, ${team.integrationId})
        or s.sealed_for in (select c.id from public.crm_connections c where c.workspace_id = ${team.workspaceId})`;
    return rows.map(({ place, sealed_for, sealed }) => ({
      place,
      sealed,
      context: contexts[place]?.(sealed_for) ?? "",
    }));
  };

  test("it holds none of the secrets, though it holds all else", async () => {
    const dump = await dumpDatabase(sql);
    for (const known of [team.integrationId, team.email, (await sealedRows())[0]?.sealed ?? "nothing is sealed"]) {
      expect(dump).toContain(known);
    }
    expect(shownIn(dump, allSecrets())).toEqual([]);
  });

  test("it holds the sealed ones, which open with the key and in their own place, and give back just these secrets", async () => {
    const rows = await sealedRows();
    expect([...new Set(rows.map(({ place }) => place))].toSorted()).toEqual(Object.keys(contexts));
    const sealer = createSealer(keys.encryptionKey);
    const opened = await Promise.all(rows.map(({ sealed, context }) => sealer.open(sealed, context)));
    const known = Object.values(sealedSecrets());
    for (const value of opened) expect(known.includes(value)).toBe(true);
    for (const secret of [
      apiKey,
      slackAddress,
      demo.pipedriveToken,
      team.secret,
      ...(await webhookSecrets()).slice(-1),
    ]) {
      expect(opened.includes(secret)).toBe(true);
    }
  });

  test("they open neither with another key nor in the place of another row", async () => {
    const rows = await sealedRows();
    const stranger = createSealer(randomBytes(32).toString("base64url"));
    const sealer = createSealer(keys.encryptionKey);
    const elsewhere = [...rows.map(({ context }) => context), crmTokenContext(crypto.randomUUID()), ""];
    for (const { sealed, context } of rows) {
      await expect(stranger.open(sealed, context)).rejects.toThrow(SealError);
      for (const other of elsewhere.filter((one) => one !== context)) {
        await expect(sealer.open(sealed, other)).rejects.toThrow(SealError);
      }
    }
  });
});
