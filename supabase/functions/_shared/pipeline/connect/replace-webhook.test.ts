import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { FathomControls } from "../../../../../local/simulators/fathom/controls.ts";
import { createFathomSimulator } from "../../../../../local/simulators/fathom/simulator.ts";
import type { Database } from "../../platform/database.ts";
import { createSealer } from "../../platform/seal.ts";
import { fathomKeyContext } from "../fathom/open-fathom.ts";
import { signingSecretContext } from "../receive/candidates.ts";
import { type ConnectContext, type Integration, replaceWebhook } from "./replace-webhook.ts";

const id = "0f0e0d0c-0b0a-4908-8706-050403020100";
const sealer = createSealer(randomBytes(32).toString("base64url"));
let fathom: FathomControls;
let integration: Integration;
let context: ConnectContext;
let stored: { sealed_secret: string | null; api: Record<string, unknown> }[];
let storing: () => { code: string } | null;
let storedWebhook: () => string | null;
let rung: number;

beforeEach(() => {
  const simulator = createFathomSimulator({ deliversByItself: false, sleep: async () => undefined });
  fathom = simulator.controls;
  const { apiKey } = fathom.addUser({ name: "Ana", email: "ana@example.com" });
  integration = {
    id,
    workspaceId: "w",
    userId: "u",
    fathomUserEmail: "ana@example.com",
    apiKey,
    triggeredFor: ["my_recordings"],
    formerWebhookId: null,
  };
  stored = [];
  storing = () => null;
  storedWebhook = () => null;
  rung = 0;
  const rpc = async (_: string, args: (typeof stored)[number]) => {
    stored.push(args);
    const error = storing();
    return { data: null, error: error && { ...error, message: "no" }, status: error ? 500 : 200 };
  };
  const rows = { limit: async () => ({ data: [{ webhook_id: storedWebhook() }], error: null, status: 200 }) };
  const from = () => ({ select: () => ({ eq: () => rows }) });
  context = {
    database: { rpc, from } as unknown as Database,
    sealer,
    functionsUrl: "http://127.0.0.1:54321/functions/v1",
    ringWorker: () => void (rung += 1),
    settings: { fathomUrl: "http://fathom.test", simulatedFathom: null },
    clock: { now: () => new Date(), random: () => 0, sleep: async () => undefined },
    fetch: async (input, init) => {
      const answer = await simulator.app.fetch(new Request(input, init));
      if (answer.type === "error") throw new TypeError("the connection broke");
      return answer;
    },
  };
});

describe("a webhook that is made", () => {
  test("asks for everything but CRM matches, and is stored sealed, with the key", async () => {
    const { data } = await replaceWebhook(integration, context);
    const [webhook] = fathom.webhooks();
    expect(data).toEqual({ webhookId: webhook?.id, webhookError: null });
    expect(webhook).toMatchObject({
      url: `http://127.0.0.1:54321/functions/v1/fathom-webhook?integration=${id}`,
      triggered_for: ["my_recordings"],
      include_transcript: true,
      include_summary: true,
      include_action_items: true,
      include_crm_matches: false,
    });
    const [args] = stored;
    expect(await sealer.open(args?.sealed_secret ?? "", signingSecretContext(id))).toBe(webhook?.secret);
    expect(await sealer.open(String(args?.api["sealedKey"]), fathomKeyContext(id))).toBe(integration.apiKey);
    expect(JSON.stringify(args)).not.toContain(integration.apiKey);
    expect([args?.api["former"], rung]).toEqual([null, 0]);
  });

  test("in place of another one rings the worker, which removes that", async () => {
    await replaceWebhook({ ...integration, formerWebhookId: "former" }, context);
    expect([stored[0]?.api["former"], rung]).toEqual(["former", 1]);
  });

  test.each([
    ["the database is away", "53300"],
    ["somebody else was faster", "PT409"],
  ])("is deleted again when it cannot be stored: %s", async (_, code) => {
    storing = () => ({ code });
    await expect(replaceWebhook(integration, context)).rejects.toMatchObject({ failure: { code } });
    expect(fathom.webhooks()).toEqual([]);
  });

  test("is deleted again although Fathom is away for a moment", async () => {
    storing = () => {
      fathom.addFault({ kind: "503", times: 2, method: "DELETE" });
      return { code: "53300" };
    };
    await expect(replaceWebhook(integration, context)).rejects.toThrow("database");
    expect(fathom.webhooks()).toEqual([]);
  });

  test("stays when it was stored and only the answer was lost", async () => {
    storing = () => ({ code: "08006" });
    storedWebhook = () => fathom.webhooks()[0]?.id ?? null;
    const { data } = await replaceWebhook(integration, context);
    expect(data?.webhookId).toBe(fathom.webhooks()[0]?.id);
  });
});

describe("when Fathom makes none, nothing is stored and it is said why", () => {
  test.each([
    ["refused", "destination_refused", "does not take this address"],
    ["401", "invalid_api_key", "Invalid API key"],
    ["429", "rate_limited", "Rate limit exceeded. Try again in 30 seconds."],
    ["503", "unavailable", "did not say whether"],
    ["lost_after_write", "unavailable", "did not say whether"],
    ["html_page", "unavailable", "did not say whether"],
  ] as const)("%s: %s", async (kind, code, words) => {
    fathom.addFault({ kind });
    const { error } = await replaceWebhook(integration, context);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(words);
    expect(stored).toEqual([]);
  });

  test("the team's recordings without a Team plan", async () => {
    const { error } = await replaceWebhook({ ...integration, triggeredFor: ["shared_team_recordings"] }, context);
    expect(error).toMatchObject({ code: "destination_refused", message: expect.stringContaining("Team plan") });
  });
});

test("the real Fathom cannot reach this machine: connected without a webhook, and it says so", async () => {
  let calls = 0;
  const real = {
    ...context,
    settings: { fathomUrl: null, simulatedFathom: null },
    fetch: async () => Response.json({ calls: (calls += 1) }),
  };
  const { data } = await replaceWebhook(integration, real);
  expect(data).toEqual({ webhookId: null, webhookError: expect.stringContaining("cannot reach this machine") });
  expect(stored[0]).toMatchObject({ sealed_secret: null, api: { webhookId: null } });
  expect(calls).toBe(0);
});
