import { randomBytes } from "node:crypto";
import type { TestDatabase } from "../test-database.ts";
import { createApp } from "../../../supabase/functions/fathom-webhook/app.ts";
import {
  createFindCandidates,
  signingSecretContext,
} from "../../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { createCaptureRefused } from "../../../supabase/functions/_shared/pipeline/receive/capture-refused.ts";
import type { UnprovenLimit } from "../../../supabase/functions/_shared/pipeline/receive/limit-unproven.ts";
import { randomToken, sha256 } from "../../../supabase/functions/_shared/platform/hash.ts";
import { createLog } from "../../../supabase/functions/_shared/platform/log.ts";
import { createSealer } from "../../../supabase/functions/_shared/platform/seal.ts";
import { createSqlDatabase } from "../sql-database.ts";
import { addIntegration } from "../seed.ts";
import { addUser } from "../test-database.ts";

/** Somebody whom the webhook knows. */
export interface Sender {
  email: string;
  secret: string;
  token: string;
  integrationId: string;
  workspaceId: string;
}

export interface WebhookApp {
  request(request: Request): Promise<Response>;
  /** The lines that were logged since the last call. */
  takeLines(): string[];
  addSender(email: string): Promise<Sender>;
}

/** The public function as it is deployed, in this process and without HTTP, on a real database. */
export const openWebhookApp = async (
  { sql }: TestDatabase,
  now: () => Date = () => new Date(),
  unproven?: UnprovenLimit,
): Promise<WebhookApp> => {
  const lines: string[] = [];
  const database = await createSqlDatabase(sql);
  const sealer = createSealer(randomBytes(32).toString("base64url"));
  const findCandidates = createFindCandidates(database, sealer, now);
  const app = createApp({
    database,
    findCandidates,
    onRefused: createCaptureRefused(database, findCandidates),
    ...(unproven ? { unproven } : {}),
    now,
    log: createLog((line) => lines.push(line), now),
    ringWorker: () => undefined,
  });
  return {
    request: async (request) => app.fetch(request),
    takeLines: () => lines.splice(0),
    addSender: async (email) => {
      const owner = await addUser(sql, email);
      const integrationId = await addIntegration(sql, owner, email);
      const secret = `whsec_${randomBytes(24).toString("base64")}`;
      const { sealed, keyId } = await sealer.seal(secret, signingSecretContext(integrationId));
      await sql`
        select public.connect_fathom(${owner.workspaceId}, ${owner.userId}, ${email}, ${integrationId}, ${sealed}, ${keyId})`;
      const token = randomToken();
      await sql`select public.set_fathom_token(${integrationId}, ${await sha256(token)})`;
      return { email, secret, token, integrationId, workspaceId: owner.workspaceId };
    },
  };
};
