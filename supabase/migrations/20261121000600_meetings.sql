create table public.meetings (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid references auth.users (id) on delete set null,
  source text not null constraint meeting_source_is_known check (source in ('fathom')),
  external_id text not null,
  title text not null,
  started_at timestamptz,
  ended_at timestamptz,
  duration_seconds integer constraint duration_is_not_negative check (duration_seconds >= 0),
  recorded_by_name text,
  recorded_by_email text,
  recording_url text,
  share_url text,
  -- What the share link ends with: by it a recording is known again under another id.
  share_token text,
  join_url text,
  scheduled_start_at timestamptz,
  scheduled_end_at timestamptz,
  -- What tells that two recordings are of one conversation, see docs/decisions/004.
  room_key text,
  calendar_key text,
  -- The recording that was stored first and whose note the others share; null when this is it.
  recording_of uuid references public.meetings (id) on delete set null,
  other_recordings integer not null default 0,
  summary text,
  transcript jsonb,
  action_items jsonb,
  -- When it took place, or when it arrived if the source does not say: what lists are ordered by.
  occurred_at timestamptz not null,
  -- Imported without writing to the CRM: notes are written when a person asks for it, or when it is delivered after all.
  notes_withheld boolean not null default false,
  -- A person was erased from it: no later delivery of it may bring them back.
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_meeting_per_source_and_external_id unique (workspace_id, source, external_id)
);
create index meetings_of_a_workspace on public.meetings (workspace_id, occurred_at desc, id desc);
create index meetings_shared_under_a_link on public.meetings (workspace_id, source, share_token) where share_token is not null;
create index meetings_in_a_room on public.meetings (workspace_id, room_key, started_at) where room_key is not null;
create index meetings_of_a_calendar_event on public.meetings (workspace_id, calendar_key) where calendar_key is not null;
create index meetings_recorded_again on public.meetings (recording_of) where recording_of is not null;
create index meetings_with_a_transcript on public.meetings (workspace_id, created_at) where transcript is not null;
create index meetings_of_a_user on public.meetings (user_id, occurred_at desc, id desc);
-- Whose a row is says in which workspace: else Postgres takes a person's rows in theirs for fewer than they are.
create statistics public.meetings_of_their_owners (dependencies) on workspace_id, user_id from public.meetings;

-- Which deliveries a meeting came from, or was completed by.
create table public.meeting_events (
  meeting_id uuid not null references public.meetings (id) on delete cascade,
  event_id uuid not null references public.webhook_events (id) on delete cascade,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (meeting_id, event_id)
);
create index meeting_events_of_an_event on public.meeting_events (event_id);
create index meeting_events_of_a_workspace on public.meeting_events (workspace_id);
create index meeting_events_of_a_user on public.meeting_events (user_id);

create table public.attendee_outcomes (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references public.meetings (id) on delete cascade,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid references auth.users (id) on delete set null,
  -- The delivery that put this attendee into its present state.
  webhook_event_id uuid references public.webhook_events (id) on delete set null,
  name text,
  email text,
  status text not null default 'pending' constraint outcome_status_is_known
    check (status in ('pending', 'note_added', 'not_found', 'skipped_internal', 'ambiguous', 'dry_run', 'failed')),
  reason text constraint outcome_reason_is_a_code check (reason ~ '^[a-z][a-z0-9_]*$'),
  crm_provider text not null default 'pipedrive' constraint outcome_crm_is_known check (crm_provider in ('pipedrive')),
  -- The account in which the person and the note are: ids of one mean nothing in another.
  crm_account text,
  crm_person_id text,
  crm_person_name text,
  crm_note_id text,
  -- A fingerprint of what the note says, to know whether a later delivery brings anything for it. Null: it says what was known
  -- before, and could not be written anew (a dry run, a broken connection).
  note_fingerprint text,
  -- The people to choose from when several have the address: [{"id","name","organization"}].
  candidates jsonb,
  -- Saved before a note is written: after a crash it says that a note may exist, so look before writing.
  write_started_at timestamptz,
  -- Saved before a contact is created in the CRM: until it is known how that ended, there may be one.
  person_creation_at timestamptz,
  -- When somebody who was not found is looked up again.
  next_lookup_at timestamptz,
  attempts integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint attendee_is_someone check (num_nonnulls(name, email) >= 1)
);
create unique index one_outcome_per_meeting_email_and_crm
  on public.attendee_outcomes (meeting_id, lower(email), crm_provider);
create unique index one_outcome_per_meeting_and_name_without_email
  on public.attendee_outcomes (meeting_id, lower(name), crm_provider) where email is null;
create index attendee_outcomes_of_a_workspace on public.attendee_outcomes (workspace_id, updated_at desc, id desc);
create index attendee_outcomes_of_a_user on public.attendee_outcomes (user_id, updated_at desc, id desc);
create index attendee_outcomes_of_an_event on public.attendee_outcomes (webhook_event_id);
create index attendee_outcomes_with_a_stale_note on public.attendee_outcomes (workspace_id)
  where note_fingerprint is null and crm_note_id is not null and status = 'note_added';
create index attendee_outcomes_to_look_up on public.attendee_outcomes (next_lookup_at) where next_lookup_at is not null;
create index attendee_outcomes_by_email on public.attendee_outcomes (workspace_id, lower(email));
create index attendee_outcomes_of_a_person on public.attendee_outcomes (workspace_id, crm_person_id) where crm_person_id is not null;
create statistics public.attendee_outcomes_of_their_owners (dependencies) on workspace_id, user_id from public.attendee_outcomes;

alter table public.meetings enable row level security;
alter table public.meeting_events enable row level security;
alter table public.attendee_outcomes enable row level security;

revoke all on public.meetings, public.meeting_events, public.attendee_outcomes from anon, authenticated;
grant select on public.meetings, public.meeting_events, public.attendee_outcomes to authenticated;
grant select, insert, update, delete on public.meetings, public.meeting_events, public.attendee_outcomes to service_role;

create policy "users see their meetings, managers see the team's" on public.meetings for select to authenticated
  using (
    (user_id = (select auth.uid()) and workspace_id in (select unnest(private.my_workspaces())))
    or workspace_id in (select unnest(private.my_managed_workspaces()))
  );

create policy "users see where their meetings came from, managers the team's" on public.meeting_events for select to authenticated
  using (
    (user_id = (select auth.uid()) and workspace_id in (select unnest(private.my_workspaces())))
    or workspace_id in (select unnest(private.my_managed_workspaces()))
  );

create policy "users see their outcomes, managers see the team's" on public.attendee_outcomes for select to authenticated
  using (
    (user_id = (select auth.uid()) and workspace_id in (select unnest(private.my_workspaces())))
    or workspace_id in (select unnest(private.my_managed_workspaces()))
  );
