import { randomBytes, randomUUID } from "node:crypto";
import type postgres from "postgres";
import { crmTokenContext } from "../../supabase/functions/_shared/pipeline/log/open-crm.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { meetingOf } from "../../tests/support/fixtures.ts";
import { type OwnStack, pipedriveToken, startOwnStack } from "../../tests/support/own-stack.ts";

/** A workspace with a Fathom account and a Pipedrive connection of its own, whose calls count for it alone. */
export interface Connection {
  workspaceId: string;
  integrationId: string;
  email: string;
}

export interface Place {
  own: OwnStack;
  addConnection(): Promise<Connection>;
}

export const callMs = 150;

/** A stack whose simulated Pipedrive itself limits nobody: each connection is held by Debrief's own limits. */
export const openPlace = async (): Promise<Place> => {
  const encryptionKey = randomBytes(32).toString("base64url");
  const unlimited = { callsPerWindow: 1e9, searchesPerWindow: 1e9, tokensPerDay: 1e9 };
  const own = await startOwnStack({ limits: unlimited, environment: { DEBRIEF_ENCRYPTION_KEY: encryptionKey } });
  own.crm.setLatency(callMs);
  const sealer = createSealer(encryptionKey);
  const addConnection = async (): Promise<Connection> => {
    const email = `rep-${randomUUID()}@example.com`;
    const [integrationId, connectionId] = [randomUUID(), randomUUID()];
    const { sealed, keyId } = await sealer.seal(pipedriveToken, crmTokenContext(connectionId));
    await own.sql`insert into auth.users (id, email) values (gen_random_uuid(), ${email})`;
    const [made] = await own.sql<{ workspaceId: string }[]>`
      select m.workspace_id as "workspaceId",
        public.connect_fathom(m.workspace_id, m.user_id, ${email}, ${integrationId}, 'sealed', 'k1'),
        public.connect_crm(m.workspace_id, 'pipedrive', 'acme', ${connectionId}, ${sealed}, ${keyId})
      from public.workspace_members m join auth.users u on u.id = m.user_id where u.email = ${email}`;
    return { workspaceId: made?.workspaceId ?? "", integrationId, email };
  };
  return { own, addConnection };
};

/** Stands for a meeting's number in what is delivered. */
const anyNumber = 999_000_000_001;
let last = 0;
/** Fewer than the allowance of an integration. */
const mostAtOnce = 500;

/** Has deliveries of so many meetings arrive for a connection at once, each with this person outside. */
export const receiveMany = async (
  sql: postgres.ISql,
  { email, integrationId }: Connection,
  { count, guest }: { count: number; guest: string },
): Promise<void> => {
  const body = JSON.stringify(
    meetingOf(email, "02", {
      recording_id: anyNumber,
      meeting_url: `https://meet.example.com/room-${anyNumber}`,
      scheduled_start_time: null,
      calendar_invitees: [{ name: guest, email: guest, is_external: true }],
    }),
  );
  for (let left = count; left > 0; left -= mostAtOnce) {
    const now = Math.min(left, mostAtOnce);
    // A backlog of days: the allowance has filled up again and again meanwhile.
    await sql`delete from private.delivery_allowances where integration_id = ${integrationId}`;
    await sql`
      select count(r.event_id) from generate_series(${last + 1}::integer, ${last + now}::integer) n,
        lateral public.receive_webhook('fathom', 'msg_' || n, ${integrationId}, 'signature', '{}',
          replace(${body}, ${String(anyNumber)}, n::text), ${body.length}) r`;
    last += now;
  }
};
