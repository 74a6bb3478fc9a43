import { randomUUID } from "node:crypto";
import type postgres from "postgres";

/** A user as the fixtures know them. */
export interface Someone {
  userId: string;
  email: string;
}

/** What a colleague of theirs, or anybody elsewhere, could name in a request. */
export interface Belongings {
  integrationId: string;
  eventId: string;
  meetingId: string;
  outcomeId: string;
  importId: string;
}

const addBelongings = async (sql: postgres.Sql, workspaceId: string, person: Someone): Promise<Belongings> => {
  const ids = {
    integrationId: randomUUID(),
    eventId: randomUUID(),
    meetingId: randomUUID(),
    outcomeId: randomUUID(),
    importId: randomUUID(),
  };
  const { integrationId, eventId, meetingId, outcomeId, importId } = ids;
  const { userId, email } = person;
  await sql`
    insert into public.fathom_integrations (id, workspace_id, user_id, fathom_user_email)
    values (${integrationId}, ${workspaceId}, ${userId}, ${email})
    on conflict on constraint one_integration_per_fathom_user_and_workspace do update set id = excluded.id`;
  await sql`
    insert into public.webhook_events (id, source, delivery_id, workspace_id, user_id, integration_id, state, proof, payload, payload_bytes)
    values (${eventId}, 'fathom', ${eventId}, ${workspaceId}, ${userId}, ${integrationId}, 'processed', 'signature', '{}', 2)`;
  await sql`
    insert into public.meetings (id, workspace_id, user_id, source, external_id, title, occurred_at, recorded_by_email)
    values (${meetingId}, ${workspaceId}, ${userId}, 'fathom', ${meetingId}, 'A renewal', now(), ${email})`;
  await sql`
    insert into public.meeting_events (meeting_id, event_id, workspace_id, user_id)
    values (${meetingId}, ${eventId}, ${workspaceId}, ${userId})`;
  await sql`
    insert into public.attendee_outcomes (id, meeting_id, workspace_id, user_id, webhook_event_id, name, email, status)
    values (${outcomeId}, ${meetingId}, ${workspaceId}, ${userId}, ${eventId}, 'Bo Buyer', ${`${outcomeId}@example.org`}, 'not_found')`;
  await sql`
    insert into public.meeting_history (meeting_id, workspace_id, outcome_id, what)
    values (${meetingId}, ${workspaceId}, ${outcomeId}, 'not_found')`;
  await sql`
    insert into public.imports (id, workspace_id, user_id, integration_id, source, state)
    values (${importId}, ${workspaceId}, ${userId}, ${integrationId}, 'fathom', 'paused')`;
  return ids;
};

interface WorkspaceIds {
  alertId: string;
  invitationId: string;
}

/** What belongs to the workspace itself. */
const addShared = async (sql: postgres.Sql, workspaceId: string): Promise<WorkspaceIds> => {
  const ids = { alertId: randomUUID(), invitationId: randomUUID() };
  await sql`insert into public.alerts (id, workspace_id, kind) values (${ids.alertId}, ${workspaceId}, 'dead_letter')`;
  await sql`
    insert into public.workspace_invitations (id, workspace_id, email, role, token_hash)
    values (${ids.invitationId}, ${workspaceId}, ${`${ids.invitationId}@example.com`}, 'member', ${randomUUID().replaceAll("-", "").repeat(2)})`;
  await sql`
    insert into public.refused_deliveries (workspace_id, reason, body, body_bytes) values (${workspaceId}, 'no_match', '{}', 2)`;
  await sql`
    insert into public.erasures (workspace_id, meetings, outcomes, events, notes) values (${workspaceId}, 0, 0, 0, 0)`;
  await sql`insert into public.fathom_people (workspace_id, email) values (${workspaceId}, 'seen@example.com')`;
  await sql`insert into public.crm_connections (workspace_id, provider, account) values (${workspaceId}, 'pipedrive', 'acme')`;
  return ids;
};

/** A workspace with at least one row in every table of the exposed schema. */
export interface Filled extends WorkspaceIds {
  workspaceId: string;
  /** By the name of the person in it. */
  of: Record<string, Belongings>;
}

/** Gives the workspace its rows, and each of these people in it theirs. */
export const fillWorkspace = async (
  sql: postgres.Sql,
  workspaceId: string,
  people: Record<string, Someone>,
): Promise<Filled> => {
  const of: Record<string, Belongings> = {};
  for (const [name, person] of Object.entries(people)) of[name] = await addBelongings(sql, workspaceId, person);
  return { workspaceId, of, ...(await addShared(sql, workspaceId)) };
};
