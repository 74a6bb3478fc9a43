import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { signingSecretContext } from "../../supabase/functions/_shared/pipeline/receive/candidates.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { signingSecret } from "./deliveries.ts";

/** So many accounts send at the same time: no two of what is sent at once wait for the same row. */
const accounts = 64;

/** Connects accounts whose deliveries are signed with one secret; returns their integrations' ids. */
export const connectAccounts = async (sql: postgres.Sql, encryptionKey: string): Promise<string[]> => {
  const userId = randomUUID();
  await sql`insert into auth.users (id, email) values (${userId}, 'ana.host@example.com')`;
  const [member] = await sql<{ workspace_id: string }[]>`
    select workspace_id from public.workspace_members where user_id = ${userId}`;
  const workspaceId = member?.workspace_id ?? "";
  const sealer = createSealer(encryptionKey);
  const ids = Array.from({ length: accounts }, () => randomUUID());
  for (const [at, id] of ids.entries()) {
    const { sealed, keyId } = await sealer.seal(signingSecret, signingSecretContext(id));
    await sql`select public.connect_fathom(${workspaceId}, ${userId}, ${`rep-${at}@example.com`}, ${id}, ${sealed}, ${keyId})`;
  }
  // What one account may deliver in a minute is less than is sent here.
  await sql`create or replace function private.most_deliveries_at_once() returns double precision
    language sql immutable set search_path = '' as $$ select 1e9 $$`;
  return ids;
};
