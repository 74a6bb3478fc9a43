import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../supabase/functions/fathom-webhook/app.ts";
import {
  createFindCandidates,
  signingSecretContext,
} from "../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { createDatabase } from "../../supabase/functions/_shared/platform/database.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { parseSettings } from "../../supabase/functions/_shared/platform/settings.ts";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

const encryptionKey = randomBytes(32).toString("base64url");
const secret = `whsec_${randomBytes(24).toString("base64")}`;
let team: Team;
/** Every request that leaves the function, in order. */
const calls: string[] = [];
let away = false;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  const { apiUrl, secretKey } = theStack();
  const settings = parseSettings({
    SUPABASE_URL: apiUrl,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
    DEBRIEF_ENCRYPTION_KEY: encryptionKey,
  });
  const database = createDatabase(settings, (input, init) => {
    calls.push(new URL(input instanceof Request ? input.url : input).pathname.replace("/rest/v1/rpc/", ""));
    return away ? Promise.reject(new TypeError("connection refused")) : fetch(input, init);
  });
  const sealer = createSealer(encryptionKey);
  team = await createTeam({ crm: false });
  // Sealed with the key of this function instead of the stack's.
  const { sealed, keyId } = await sealer.seal(secret, signingSecretContext(team.integrationId));
  await createDatabase(settings).rpc("connect_fathom", {
    workspace: team.workspaceId,
    owner: team.userId,
    email: team.email,
    integration: team.integrationId,
    sealed_secret: sealed,
    secret_key_id: keyId,
  });
  app = createApp({
    database,
    findCandidates: createFindCandidates(database, sealer, () => new Date()),
    onRefused: () => undefined,
    now: () => new Date(),
    log: () => undefined,
    ringWorker: () => calls.push("ring"),
  });
});

const deliver = async (payload: unknown, signedWith = secret) => {
  calls.length = 0;
  const body = JSON.stringify(payload);
  const at = new Date();
  const id = `msg_${crypto.randomUUID()}`;
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(signedWith).sign(id, at, body),
  };
  const response = await app.request("/fathom-webhook", { method: "POST", headers, body });
  return { status: response.status, retryAfter: response.headers.get("retry-after"), calls: [...calls] };
};

describe("what happens before the answer (design 9)", () => {
  test("two database calls the first time, one when the sender is known, and no other call", async () => {
    const first = await deliver(meetingOf(team.email));
    const second = await deliver(meetingOf(team.email));
    expect(first).toMatchObject({ status: 202, calls: ["find_fathom_integrations", "receive_webhook", "ring"] });
    expect(second).toMatchObject({ status: 202, calls: ["receive_webhook", "ring"] });
  });

  test("before a signature is refused, what was remembered is looked up again", async () => {
    const refused = await deliver(meetingOf(team.email), "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=");
    expect(refused).toMatchObject({ status: 401, calls: ["find_fathom_integrations"] });
  });

  test("with the database away: 503 with a time to come back, and the same delivery is taken later", async () => {
    const meeting = meetingOf(team.email);
    away = true;
    const refused = await deliver(meeting);
    away = false;
    expect(refused).toMatchObject({ status: 503, retryAfter: "30" });
    expect(await deliver(meeting)).toMatchObject({ status: 202 });
  });
});
