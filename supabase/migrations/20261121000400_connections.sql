create table public.fathom_integrations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  -- Null when the user is gone: the recordings of their Fathom account still belong to the workspace.
  user_id uuid references auth.users (id) on delete set null,
  fathom_user_email text not null
    constraint fathom_user_email_is_lower_case check (fathom_user_email = lower(fathom_user_email) and fathom_user_email like '%_@_%'),
  status text not null default 'active'
    constraint integration_status_is_known check (status in ('active', 'broken', 'disconnected')),
  -- By an API key Debrief makes the webhook itself and looks for what never arrived; by hand a person does.
  setup text not null default 'manual' constraint integration_setup_is_known check (setup in ('api_key', 'manual')),
  webhook_id text,
  -- Why there is no webhook, or why a former one is still there: a sentence.
  webhook_error text,
  -- Whose recordings its webhook and its sweep bring (https://developers.fathom.ai/api-reference/webhooks/create-a-webhook).
  triggered_for text[] not null default '{my_recordings,shared_external_recordings}'
    constraint triggers_are_known check (
      triggered_for <@ '{my_recordings,shared_external_recordings,my_shared_with_team_recordings,shared_team_recordings}'
      and cardinality(triggered_for) > 0),
  -- Why Fathom refuses the API key: a sentence. Null while it works.
  last_error text,
  -- Since when there is a URL with a token.
  token_made_at timestamptz,
  -- When the API was last asked for what never arrived, how that failed, and how much it has brought so far.
  swept_at timestamptz,
  next_sweep_at timestamptz,
  sweep_error text,
  found_by_sweep integer not null default 0,
  last_found_at timestamptz,
  last_event_at timestamptz,
  -- Deliveries in a row that could not be read or stored.
  failures_in_row integer not null default 0,
  -- Since when it is known to have gone quiet; null again with the next delivery.
  quiet_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_integration_per_fathom_user_and_workspace unique (workspace_id, fathom_user_email)
);
create index fathom_integrations_by_email on public.fathom_integrations (fathom_user_email) where status <> 'disconnected';
create index fathom_integrations_of_a_user on public.fathom_integrations (user_id);
create index fathom_integrations_to_sweep on public.fathom_integrations (next_sweep_at) where next_sweep_at is not null;

create table public.crm_connections (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  provider text not null constraint crm_provider_is_known check (provider in ('pipedrive')),
  account text not null constraint account_is_a_host_label check (account ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  status text not null default 'active'
    constraint connection_status_is_known check (status in ('active', 'broken')),
  last_error text,
  -- Its health: meetings in a row that could not be logged, and until when its CRM wants no calls at all.
  failures_in_row integer not null default 0,
  pauses_in_row integer not null default 0,
  last_success_at timestamptz,
  call_again_at timestamptz,
  paused_because text constraint pause_reason_is_known check (paused_because in ('asked_to_wait', 'daily_budget', 'shut_out')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_connection_per_workspace_and_provider unique (workspace_id, provider)
);

-- Sealed with DEBRIEF_ENCRYPTION_KEY by the functions; the database never sees the plain text. Two of one integration may be
-- valid at once while a webhook is being replaced.
create table private.fathom_integration_secrets (
  id uuid primary key default gen_random_uuid(),
  integration_id uuid not null references public.fathom_integrations (id) on delete cascade,
  -- The webhook that Debrief made; null: of one that a person made.
  webhook_id text,
  sealed text not null,
  key_id text not null,
  expires_at timestamptz,
  created_at timestamptz not null default now()
);
create index fathom_secrets_of_an_integration on private.fathom_integration_secrets (integration_id);

create table private.fathom_integration_keys (
  integration_id uuid primary key references public.fathom_integrations (id) on delete cascade,
  sealed text not null,
  key_id text not null,
  created_at timestamptz not null default now()
);

-- Webhooks in Fathom that are to be removed, each with the API key that can do it. An integration that is gone needs its id still:
-- the key was sealed for it.
create table private.webhook_removals (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  integration_id uuid not null,
  webhook_id text not null,
  sealed text not null,
  key_id text not null,
  created_at timestamptz not null default now(),
  constraint webhook_is_removed_once unique (integration_id, webhook_id)
);
create index webhook_removals_of_a_workspace on private.webhook_removals (workspace_id);

-- SHA-256 of the token in hex: enough for a random 256-bit token, which is shown once and kept nowhere.
create table private.fathom_integration_tokens (
  token_hash text primary key constraint token_hash_is_sha256 check (token_hash ~ '^[0-9a-f]{64}$'),
  integration_id uuid not null references public.fathom_integrations (id) on delete cascade,
  created_at timestamptz not null default now()
);
create index fathom_tokens_of_an_integration on private.fathom_integration_tokens (integration_id);

create table private.crm_connection_secrets (
  connection_id uuid primary key references public.crm_connections (id) on delete cascade,
  sealed text not null,
  key_id text not null,
  created_at timestamptz not null default now()
);

-- Whom an address turned out to be. A choice made by a person (`chosen_by`) is never overwritten by a search.
create table private.crm_people (
  connection_id uuid not null references public.crm_connections (id) on delete cascade,
  email text not null constraint person_email_is_lower_case check (email = lower(email)),
  person_id text not null,
  person_name text,
  chosen_by uuid references auth.users (id) on delete set null,
  found_at timestamptz not null default now(),
  primary key (connection_id, email)
);
create index crm_people_chosen_by_a_user on private.crm_people (chosen_by) where chosen_by is not null;

alter table public.fathom_integrations enable row level security;
alter table public.crm_connections enable row level security;
alter table private.fathom_integration_secrets enable row level security;
alter table private.fathom_integration_keys enable row level security;
alter table private.webhook_removals enable row level security;
alter table private.fathom_integration_tokens enable row level security;
alter table private.crm_connection_secrets enable row level security;
alter table private.crm_people enable row level security;

revoke all on public.fathom_integrations, public.crm_connections from anon, authenticated;
grant select on public.fathom_integrations, public.crm_connections to authenticated;
grant select, insert, update, delete on public.fathom_integrations, public.crm_connections to service_role;
grant select, insert, update, delete on private.fathom_integration_secrets, private.fathom_integration_keys, private.webhook_removals,
  private.fathom_integration_tokens, private.crm_connection_secrets, private.crm_people to service_role;

create policy "users see their integrations, managers see the team's" on public.fathom_integrations for select to authenticated
  using (
    (user_id = (select auth.uid()) and workspace_id = any ((select private.my_workspaces())::uuid[]))
    or workspace_id = any ((select private.my_managed_workspaces())::uuid[])
  );

create policy "members see which CRM their workspace uses" on public.crm_connections for select to authenticated
  using (workspace_id = any ((select private.my_workspaces())::uuid[]));
