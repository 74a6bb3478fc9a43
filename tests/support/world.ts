import type postgres from "postgres";
import { addColleague } from "../browser/arrange.ts";
import { fixtureText, meetingOf } from "./fixtures.ts";
import { type Team, createTeam } from "./team.ts";
import { waitForOutcomes } from "./wait.ts";

/** A workspace in which there is something of everything, and somebody who has no business in it. */
export interface World {
  owner: Team;
  manager: Team;
  member: Team;
  stranger: Team;
  /** Five attendees, each with another outcome. */
  meetingId: string;
  /** A meeting with a long transcript. */
  longMeetingId: string;
  /** A delivery that nobody could read. */
  eventId: string;
  /** Where somebody who is invited follows the link. */
  invitation: string;
}

const idOf = async (team: Team, externalId: string): Promise<string> => {
  const { data } = await team.client.from("meetings").select("id").eq("external_id", externalId).single();
  return data?.id ?? "";
};

/** A meeting that was delivered, stored and logged by the functions. */
const log = async (team: Team, fixture: string): Promise<string> => {
  const meeting = meetingOf(team.email, fixture);
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  return idOf(team, String(meeting.recording_id));
};

/** Twelve weeks of meetings, each attendee with the next of all outcomes: what no test can wait for. */
const addPast = async (sql: postgres.Sql, { workspaceId }: Team, { userId }: Team, count: number): Promise<void> => {
  await sql`
    with past as (
      insert into public.meetings (workspace_id, user_id, source, external_id, title, started_at, ended_at, duration_seconds,
        recorded_by_name, recorded_by_email, summary, occurred_at)
      select ${workspaceId}, ${userId}, 'fathom', 'past-' || ${userId} || n, (array['Renewal with Globex', 'Discovery call — Initech', 'Weekly',
          'A title that somebody has written much too long for any list, with a supercalifragilisticexpialidociously long word in it'])[1 + n % 4],
        now() - n * interval '37 hours', now() - n * interval '37 hours' + interval '30 minutes', 1800, 'Ana Recorder', 'ana@example.com',
        ${"## Outcome\n\nThey *agreed*."}, now() - n * interval '37 hours'
      from generate_series(1, ${count}::int) n returning id, external_id, workspace_id, user_id, occurred_at
    ), numbered as (select *, row_number() over (order by occurred_at desc) as n from past)
    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status, reason, crm_account, crm_person_id,
      crm_person_name, crm_note_id, candidates, attempts, error, updated_at)
    select id, workspace_id, user_id, 'Guest ' || n || '.' || k, 'guest-' || n || '-' || k || '@example.org', status,
      case status when 'not_found' then 'no_person' when 'failed' then 'crm_unavailable' end, 'debrief-demo',
      case when status in ('note_added', 'dry_run') then (1000 + n)::text end, case when status in ('note_added', 'dry_run') then 'Guest ' || n end,
      case when status = 'note_added' then (5000 + n)::text end,
      case when status = 'ambiguous' then '[{"id": "1002", "name": "Cat Comer", "organization": "Globex"}, {"id": "1003", "name": "Cat Comer", "organization": null}]'::jsonb end,
      case when status = 'failed' then 8 else 1 end, case when status = 'failed' then 'Pipedrive did not answer.' end, occurred_at + interval '1 minute'
    from numbered, generate_series(1, 3) k,
      lateral (select (array['note_added', 'not_found', 'note_added', 'failed', 'ambiguous', 'dry_run', 'skipped_internal', 'pending'])[1 + (n * 3 + k) % 8] as status) s`;
};

/** A delivery in each state and of each origin. */
const addEvents = (sql: postgres.Sql, { workspaceId, integrationId }: Team, { userId }: Team) => sql`
  insert into public.webhook_events (source, delivery_id, workspace_id, user_id, integration_id, origin, state, proof, payload, payload_bytes,
    error, attempts, received_at)
  select 'fathom', 'world-' || gen_random_uuid(), ${workspaceId}, ${userId}, ${integrationId}, (array['webhook', 'sweep', 'import'])[1 + n % 3], state,
    case n % 3 when 0 then 'signature' else 'api_key' end, '{"hello": {"world": [1, 2, {"deep": "<b>text</b>"}]}}', 52,
    case when state in ('dead', 'retrying', 'unreadable') then 'No format is like this.' end, n % 9, now() - n * interval '5 hours'
  from generate_series(1, 24) n,
    lateral (select (array['processed', 'received', 'processing', 'processed', 'retrying', 'unreadable', 'dead', 'processed'])[1 + n % 8] as state) s`;

const addTroubles = async (sql: postgres.Sql, { workspaceId, userId, integrationId }: Team): Promise<void> => {
  for (const kind of ["dead_letter", "connection_failing", "integration_quiet"]) {
    await sql`select private.raise_alert(${workspaceId}, ${kind}, 3)`;
  }
  await sql`insert into public.refused_deliveries (workspace_id, reason, body, body_bytes) values (${workspaceId}, 'no_match', '{}', 2)`;
  await sql`insert into public.erasures (workspace_id, meetings, outcomes, events, notes) values (${workspaceId}, 2, 2, 1, 1)`;
  await sql`
    insert into public.imports (workspace_id, user_id, integration_id, source, state, total, done, skipped, failed, counted_at, fetched_at, finished_at)
    values (${workspaceId}, ${userId}, ${integrationId}, 'fathom', 'finished', 120, 100, 18, 2, now(), now(), now())`;
  await sql`select public.remember_fathom_people(${workspaceId}, '[{"email": "bo@example.com", "name": "Bo Colleague", "isMember": true}]')`;
};

export const makeWorld = async (sql: postgres.Sql): Promise<World> => {
  const owner = await createTeam();
  const manager = await addColleague(sql, owner, "manager");
  const member = await addColleague(sql, owner, "member");
  await sql`update public.fathom_integrations set workspace_id = ${owner.workspaceId} where id in ${sql([manager.integrationId, member.integrationId])}`;
  const stranger = await createTeam({ crm: false });
  const meetingId = await log(owner, "70");
  const longMeetingId = await log(owner, "14");
  const { body } = await owner.deliver({ recorded_by: { email: owner.email }, hello: fixtureText("10").length });
  await addPast(sql, owner, owner, 40);
  await addPast(sql, owner, member, 20);
  await addEvents(sql, owner, owner);
  await addEvents(sql, { ...owner, integrationId: member.integrationId }, member);
  await addTroubles(sql, owner);
  const invited = await owner.api("/invitations", { email: "guest@example.com", role: "member" });
  const invitation = `/invitation?token=${String(invited.body["token"])}`;
  return { owner, manager, member, stranger, meetingId, longMeetingId, eventId: body.event_id ?? "", invitation };
};
