create table public.webhook_events (
  id uuid primary key default gen_random_uuid(),
  source text not null constraint event_source_is_known check (source in ('fathom')),
  delivery_id text not null,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid references auth.users (id) on delete set null,
  integration_id uuid references public.fathom_integrations (id) on delete set null,
  -- How it came: sent to us, found by the sweep because it was not, or fetched by an import.
  origin text not null default 'webhook' constraint event_origin_is_known check (origin in ('webhook', 'sweep', 'import')),
  import_id uuid references public.imports (id) on delete set null,
  -- How its import counts it.
  imported_as text constraint event_counts_once_for_its_import check (imported_as in ('done', 'failed')),
  state text not null default 'received'
    constraint event_state_is_known check (state in ('received', 'processing', 'processed', 'retrying', 'unreadable', 'dead')),
  received_at timestamptz not null default now(),
  finished_at timestamptz,
  proof text not null constraint event_proof_is_known check (proof in ('signature', 'token', 'api_key')),
  headers jsonb not null default '{}',
  payload jsonb,
  -- Set instead of payload when the JSON is valid but jsonb cannot hold it (a \u0000, a lone surrogate, absurd nesting).
  payload_text text,
  payload_bytes integer not null,
  error text,
  attempts integer not null default 0,
  -- Since when payload and headers are gone: their time was over, or a person in them was erased.
  erased_at timestamptz,
  constraint one_event_per_delivery unique (source, delivery_id),
  constraint event_keeps_what_came check (num_nonnulls(payload, payload_text, erased_at) >= 1)
);
create index webhook_events_of_a_workspace on public.webhook_events (workspace_id, received_at desc, id desc);
create index webhook_events_of_a_user on public.webhook_events (user_id, received_at desc, id desc);
-- What a person has to look at: few, whatever the number of events.
create index webhook_events_in_trouble on public.webhook_events (workspace_id, received_at desc) where state in ('unreadable', 'dead');
create index webhook_events_not_erased on public.webhook_events (workspace_id, received_at) where erased_at is null;
create index webhook_events_of_an_import on public.webhook_events (import_id) where import_id is not null;
create index webhook_events_of_an_integration on public.webhook_events (integration_id);
-- Whose a row is says in which workspace: else Postgres takes a person's rows in theirs for fewer than they are.
create statistics public.webhook_events_of_their_owners (dependencies) on workspace_id, user_id from public.webhook_events;

alter table public.webhook_events enable row level security;
revoke all on public.webhook_events from anon, authenticated;
grant select on public.webhook_events to authenticated;
grant select, insert, update, delete on public.webhook_events to service_role;

create policy "users see their events, managers see the team's" on public.webhook_events for select to authenticated
  using (
    (user_id = (select auth.uid()) and workspace_id in (select unnest(private.my_workspaces())))
    or workspace_id in (select unnest(private.my_managed_workspaces()))
  );
