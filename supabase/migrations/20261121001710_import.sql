-- Fetching past meetings: one job an import, one page a turn; what it takes comes after everything else (see take_found). A worker that dies leaves the import where its last page was taken.

-- Called by `api` after it has checked who asks.
create function public.start_import(integration uuid, requester uuid, since_when timestamptz, at_most integer, notes boolean) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  i public.fathom_integrations;
  new_id uuid;
begin
  select f.* into i from public.fathom_integrations f join private.fathom_integration_keys k on k.integration_id = f.id
  where f.id = integration and f.status = 'active';
  if i.id is null then raise exception 'no such integration with an API key' using errcode = 'PT404'; end if;
  insert into public.imports (workspace_id, user_id, integration_id, source, since, most, write_notes)
  values (i.workspace_id, coalesce(i.user_id, requester), i.id, 'fathom', since_when, at_most, notes)
  on conflict (integration_id) where state = 'running' do nothing
  returning id into new_id;
  if new_id is null then raise exception 'an import is running' using errcode = 'PT409'; end if;
  insert into private.import_cursors (import_id) values (new_id);
  insert into private.jobs (kind, workspace_id, import_id, priority) values ('import', i.workspace_id, new_id, 1);
  return new_id;
end
$$;

create function public.load_import(job uuid, lease uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'importId', m.id, 'integrationId', i.id, 'fathomUserEmail', i.fathom_user_email, 'triggeredFor', i.triggered_for,
    'sealedKey', k.sealed, 'since', m.since, 'until', m.until, 'isCounted', m.counted_at is not null,
    'room', m.most - case when m.counted_at is null then m.total else m.taken + m.skipped end, 'cursor', c.cursor)
  from private.jobs j
  join public.imports m on m.id = j.import_id
  join private.import_cursors c on c.import_id = m.id
  left join public.fathom_integrations i on i.id = m.integration_id and i.status <> 'disconnected'
  left join private.fathom_integration_keys k on k.integration_id = i.id
  where j.id = job and j.lease_token = lease and j.state = 'running' and m.state = 'running'
$$;

-- It has ended, with what it has; or it stands still until a person resumes it. Its job is over.
create function private.halt_import(import uuid, new_state text, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare m public.imports;
begin
  -- The job before its import, in the order of take_import_page.
  perform 1 from private.jobs j where j.import_id = import for update;
  update public.imports set state = new_state, error = reason, updated_at = now(),
    finished_at = case when new_state in ('failed', 'finished') then now() end
  where id = import and state = 'running' returning * into m;
  delete from private.jobs where import_id = import;
  if m.id is not null and new_state in ('paused', 'failed') then perform private.raise_alert(m.workspace_id, 'import_stopped', 1); end if;
end
$$;

create function private.halt_imports_of(integration uuid, new_state text, reason text) returns void
language sql security definer set search_path = '' as $$
  select private.halt_import(m.id, new_state, reason) from public.imports m
  where m.integration_id = integration and m.state = 'running' order by m.id
$$;

-- It is finished when all is fetched and everything that was taken has been stored or has failed.
create function private.settle_import(import uuid) returns void
language sql security definer set search_path = '' as $$
  update public.imports m set state = 'finished', total = m.done + m.skipped + m.failed, finished_at = now()
  where m.id = import and m.state = 'running' and m.fetched_at is not null and m.done + m.failed >= m.taken
$$;

-- A meeting that an import has taken is stored, or cannot be; again when it is replayed.
create function private.count_import(event uuid, how text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  e public.webhook_events;
begin
  select * into e from public.webhook_events where id = event and import_id is not null and imported_as is distinct from how for no key update;
  if e.id is null then return; end if;
  update public.webhook_events set imported_as = how where id = event;
  update public.imports m set updated_at = now(),
    done = m.done + case when how = 'done' then 1 when e.imported_as = 'done' then -1 else 0 end,
    failed = m.failed + case when how = 'failed' then 1 when e.imported_as = 'failed' then -1 else 0 end
  where m.id = e.import_id;
  perform private.settle_import(e.import_id);
end
$$;

-- A page is done: while counting, `wanted` meetings were on it; later `items` are to be taken. `next` is where it goes on, null at the
-- end; or it `isPartial`: the rest of the same page is still to come. All of it at once: a crash before leaves the page to the next worker, after it nothing of it is fetched again. Answers
-- `more`, `over` (also because it was cancelled meanwhile) or `lost`.
create function public.take_import_page(job uuid, lease uuid, page jsonb) returns text
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs := private.job_under_lease(job, lease);
  m public.imports;
  i public.fathom_integrations;
  c private.import_cursors;
  found jsonb;
  next_cursor text := page ->> 'next';
  is_counting boolean;
begin
  if j.id is null then return 'lost'; end if;
  -- Not locked: its state changes under its job's lock only, and its row comes after the events, which its counts follow (store_meetings).
  select * into m from public.imports where id = j.import_id;
  if m.state <> 'running' then
    delete from private.jobs where id = j.id;
    return 'over';
  end if;
  select * into i from public.fathom_integrations where id = m.integration_id;
  select * into c from private.import_cursors where import_id = m.id;
  is_counting := m.counted_at is null;
  if is_counting then
    update public.imports set total = least(total + (page ->> 'wanted')::integer, coalesce(most, 1000000)) where id = m.id returning * into m;
  else
    found := private.take_found(i, 'import', m.id, page -> 'items', m.most - m.taken - m.skipped);
    update public.imports set
      taken = taken + (found ->> 'taken')::integer, skipped = skipped + (found ->> 'skipped')::integer
    where id = m.id returning * into m;
  end if;
  update public.imports set calls = calls + (page ->> 'calls')::integer, error = null, updated_at = now() where id = m.id;

  if (page ->> 'isPartial')::boolean then
    perform private.begin_anew(j.id);
    return 'more';
  end if;
  -- What can be counted is counted; it stops where it would fetch a page again.
  if is_counting and md5(next_cursor) = any (c.seen) then next_cursor := null; end if;
  if next_cursor is not null and md5(next_cursor) = any (c.seen) then
    perform private.halt_import(m.id, 'failed',
      'Fathom led round in circles: it named a page that was fetched already. What came before is imported; start another import for the rest.');
    return 'over';
  end if;
  if next_cursor is null or (case when is_counting then m.total else m.taken + m.skipped end) >= m.most then
    update private.import_cursors set cursor = null, seen = '{}' where import_id = m.id;
    if not is_counting or m.total = 0 then
      update public.imports set counted_at = coalesce(counted_at, now()), fetched_at = now() where id = m.id;
      delete from private.jobs where id = j.id;
      perform private.settle_import(m.id);
      return 'over';
    end if;
    update public.imports set counted_at = now() where id = m.id;
  else
    update private.import_cursors set cursor = next_cursor, seen = c.seen || md5(next_cursor) where import_id = m.id;
  end if;
  perform private.begin_anew(j.id);
  return 'more';
end
$$;

-- Why it does not get on just now; it goes on by itself.
create function public.note_import_trouble(job uuid, lease uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  update public.imports set error = reason, updated_at = now() where id = j.import_id and state = 'running';
  return found;
end
$$;

create function public.halt_import(job uuid, lease uuid, new_state text, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare j private.jobs := private.job_under_lease(job, lease);
begin
  if j.id is null then return false; end if;
  perform private.halt_import(j.import_id, new_state, reason);
  return true;
end
$$;

-- A person stops it: `done`, or the state it has come to already. What was taken is still stored; it can be resumed.
create function public.cancel_import(import uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare m public.imports;
begin
  perform private.halt_import(import, 'cancelled', null);
  select * into m from public.imports where id = import;
  return case m.state when 'cancelled' then 'done' else m.state end;
end
$$;

-- Goes on where it stopped: `done`; `running`, `finished`; `not_connected`; `another` when another import of the integration runs.
create function public.resume_import(import uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare m public.imports;
begin
  select * into m from public.imports where id = import for no key update;
  if m.state in ('running', 'finished') then return m.state; end if;
  if not exists (
    select from public.fathom_integrations f join private.fathom_integration_keys k on k.integration_id = f.id
    where f.id = m.integration_id and f.status = 'active') then return 'not_connected'; end if;
  begin
    update public.imports set state = 'running', error = null, finished_at = null, updated_at = now() where id = import;
  exception when unique_violation then return 'another';
  end;
  -- One that lost its way begins its round anew; what it took before is not counted again.
  if m.state = 'failed' then
    update private.import_cursors set cursor = null, seen = '{}' where import_id = import;
    update public.imports set skipped = 0, total = case when counted_at is null then 0 else total end where id = import;
  end if;
  if m.fetched_at is null then
    insert into private.jobs (kind, workspace_id, import_id, priority) values ('import', m.workspace_id, import, 1) on conflict do nothing;
  end if;
  perform private.settle_import(import);
  return 'done';
end
$$;

revoke all on function public.start_import(uuid, uuid, timestamptz, integer, boolean), public.load_import(uuid, uuid),
  private.halt_import(uuid, text, text), private.halt_imports_of(uuid, text, text), private.settle_import(uuid),
  private.count_import(uuid, text), public.take_import_page(uuid, uuid, jsonb), public.note_import_trouble(uuid, uuid, text), public.halt_import(uuid, uuid, text, text),
  public.cancel_import(uuid), public.resume_import(uuid) from public, anon, authenticated;
grant execute on function public.start_import(uuid, uuid, timestamptz, integer, boolean), public.load_import(uuid, uuid),
  public.take_import_page(uuid, uuid, jsonb), public.note_import_trouble(uuid, uuid, text), public.halt_import(uuid, uuid, text, text),
  public.cancel_import(uuid), public.resume_import(uuid) to service_role;
