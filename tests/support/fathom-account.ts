import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { type ClaimedJob, meetingJson } from "./seed.ts";
import { addUser } from "./test-database.ts";

export interface FathomAccount {
  id: string;
  email: string;
  userId: string;
  workspaceId: string;
}

export interface KeyOptions {
  webhookId?: string | null;
  former?: string | null;
  sealedKey?: string;
  sealedSecret?: string;
}

/** Connects, or connects again, with an API key; the database does not look into what is sealed. */
export const connectByKey = (
  sql: postgres.Sql,
  { id, email, userId, workspaceId }: FathomAccount,
  options: KeyOptions = {},
) => {
  const api = {
    sealedKey: options.sealedKey ?? `key-${id}`,
    keyId: "k1",
    webhookId: options.webhookId === undefined ? "webhook-1" : options.webhookId,
    webhookError: null,
    triggeredFor: ["my_recordings"],
    former: options.former ?? null,
  };
  return sql`select public.connect_fathom(${workspaceId}, ${userId}, ${email}, ${id}, ${options.sealedSecret ?? "secret-1"}, 'k1',
    ${JSON.stringify(api)}::text::jsonb)`;
};

/** A user with a workspace whose Fathom account is connected with an API key. */
export const addFathomAccount = async (sql: postgres.Sql): Promise<FathomAccount> => {
  const email = `rep-${randomUUID()}@example.com`;
  const account = { id: randomUUID(), email, ...(await addUser(sql, email)) };
  await connectByKey(sql, account);
  return account;
};

export interface ListedOptions {
  shareToken?: string | null;
  createdAt?: string;
  body?: string;
  hasSummary?: boolean;
  hasTranscript?: boolean;
  hasActionItems?: boolean;
}

/** An item of Fathom's list as the worker hands it over. */
export const listed = (externalId: string | null, more: ListedOptions = {}) => {
  const body = more.body ?? JSON.stringify({ recording_id: externalId, title: `Meeting ${externalId}` });
  return {
    externalId,
    shareToken: more.shareToken ?? null,
    deliveryId: `${externalId ?? "unreadable"}:${Buffer.from(JSON.stringify([body, more]))
      .toString("hex")
      .slice(-60)}`,
    createdAt: more.createdAt ?? new Date(Date.now() - 3_600_000).toISOString(),
    body,
    bytes: body.length,
    hasSummary: more.hasSummary ?? false,
    hasTranscript: more.hasTranscript ?? false,
    hasActionItems: more.hasActionItems ?? false,
  };
};

/** Takes a workspace's job of a kind, as a worker does that claims it; undefined when there is none that is queued. */
export const takeJob = async (
  sql: postgres.Sql,
  { workspaceId }: Pick<FathomAccount, "workspaceId">,
  kind: string,
): Promise<ClaimedJob | undefined> => {
  const [job] = await sql<ClaimedJob[]>`
    update private.jobs set state = 'running', claims = claims + 1, lease_token = gen_random_uuid(),
      leased_until = now() + interval '1 minute'
    where id = (
      select id from private.jobs where workspace_id = ${workspaceId} and kind = ${kind} and state = 'queued'
      order by created_at limit 1)
    returning *`;
  return job;
};

/** Stores everything that waits to be stored: what the inbox holds of meeting `n` is meeting `n`; what has no id cannot be read. */
export const storeAll = async (sql: postgres.Sql, account: FathomAccount, more: Record<string, unknown> = {}) => {
  for (let job = await takeJob(sql, account, "store"); job; job = await takeJob(sql, account, "store")) {
    const [event] = await sql<{ payload: { recording_id?: string | null; share_token?: string } }[]>`
      select payload from public.webhook_events where id = ${job.event_id}`;
    const { recording_id: externalId, share_token: shareToken = null } = event?.payload ?? {};
    await (externalId
      ? sql`select public.store_meetings(${job.id}, ${job.lease_token},
          ${JSON.stringify({ meetings: [meetingJson(externalId, { shareToken, ...more })] })}::text::jsonb)`
      : sql`select public.mark_unreadable(${job.id}, ${job.lease_token}, 'unknown_shape: Nobody knows this shape.')`);
  }
};

/** An answer of one value of a function. */
export const valueOf = <Value>(rows: readonly postgres.Row[]): Value => Object.values(rows[0] ?? {})[0] as Value;
