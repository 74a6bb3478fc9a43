-- Counts something into the workspace's open alert of this kind. Slack is told at once, but of one kind at most once an hour.
create function private.raise_alert(workspace uuid, alert_kind text, times integer) returns void
language plpgsql security definer set search_path = '' as $$
declare
  alert uuid;
  told_at timestamptz;
begin
  insert into public.alerts as open (workspace_id, kind, count) values (workspace, alert_kind, times)
  on conflict (workspace_id, kind) where acknowledged_at is null
  do update set count = open.count + excluded.count, last_at = now()
  returning id into alert;
  if not exists (select from public.workspace_settings s where s.workspace_id = workspace and s.slack_status = 'active') then
    return;
  end if;
  select max(a.sent_at) into told_at from public.alerts a where a.workspace_id = workspace and a.kind = alert_kind;
  insert into private.jobs as job (kind, workspace_id, alert_id, run_at)
  values ('alert', workspace, alert, greatest(now(), told_at + interval '1 hour'))
  on conflict (alert_id) do update set again = job.state = 'running';
end
$$;

-- The third delivery in a row of one integration that could not be read or stored is worth an alert.
create function private.source_failed(event uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare i public.fathom_integrations;
begin
  update public.fathom_integrations set failures_in_row = failures_in_row + 1
  where id = (select e.integration_id from public.webhook_events e where e.id = event)
  returning * into i;
  if i.failures_in_row = 3 then perform private.raise_alert(i.workspace_id, 'source_failing', 1); end if;
end
$$;

create function private.source_worked(event uuid) returns void
language sql security definer set search_path = '' as $$
  update public.fathom_integrations set failures_in_row = 0
  where id = (select e.integration_id from public.webhook_events e where e.id = event) and failures_in_row > 0
$$;

-- What an alert job needs: whom to tell and what.
create function public.load_alert(job uuid, lease uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object(
    'workspaceId', a.workspace_id, 'workspaceName', w.name, 'kind', a.kind,
    -- What was not told yet; nothing when a person has seen it meanwhile.
    'count', case when a.acknowledged_at is null then a.count - a.sent_count else 0 end,
    'total', a.count, 'since', coalesce(a.sent_at, a.first_at),
    'sealedUrl', case when s.slack_status = 'active' then k.sealed end)
  from private.jobs j
  join public.alerts a on a.id = j.alert_id
  join public.workspaces w on w.id = a.workspace_id
  join public.workspace_settings s on s.workspace_id = a.workspace_id
  left join private.slack_webhooks k on k.workspace_id = a.workspace_id
  where j.id = job and j.lease_token = lease and j.state = 'running'
$$;

-- Slack has been told of so many. What was counted meanwhile is told in an hour.
create function public.mark_alert_sent(job uuid, lease uuid, total integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  j private.jobs;
  a public.alerts;
begin
  -- The alert before its job, in the order of raise_alert: neither keeps the other from going on.
  perform 1 from public.alerts where id = (select n.alert_id from private.jobs n where n.id = job) for no key update;
  j := private.job_under_lease(job, lease);
  if j.id is null then return false; end if;
  update public.alerts set sent_at = now(), sent_count = total where id = j.alert_id returning * into a;
  if a.count > a.sent_count and a.acknowledged_at is null then
    perform private.begin_anew(j.id);
    update private.jobs set run_at = now() + interval '1 hour' where id = j.id;
  else
    delete from private.jobs where id = j.id;
  end if;
  return true;
end
$$;

create function public.mark_slack_broken(workspace uuid, used_url text, failure text) returns void
language sql security definer set search_path = '' as $$
  update public.workspace_settings s set slack_status = 'broken', slack_error = failure, updated_at = now()
  from private.slack_webhooks k
  where s.workspace_id = workspace and k.workspace_id = workspace and k.sealed = used_url
$$;

-- Called by `api` after it has checked who asks. What stands open is told to the new address.
create function public.connect_slack(workspace uuid, sealed_url text, url_key_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.slack_webhooks as old (workspace_id, sealed, key_id) values (workspace, sealed_url, url_key_id)
  on conflict (workspace_id) do update set sealed = excluded.sealed, key_id = excluded.key_id, created_at = now();
  update public.workspace_settings set slack_status = 'active', slack_error = null, updated_at = now() where workspace_id = workspace;
  insert into private.jobs (kind, workspace_id, alert_id)
  select 'alert', workspace, a.id from public.alerts a
  where a.workspace_id = workspace and a.acknowledged_at is null and a.count > a.sent_count
  on conflict (alert_id) do nothing;
end
$$;

create function public.disconnect_slack(workspace uuid) returns void
language sql security definer set search_path = '' as $$
  delete from private.slack_webhooks where workspace_id = workspace;
  delete from private.jobs where workspace_id = workspace and kind = 'alert' and state = 'queued';
  update public.workspace_settings set slack_status = null, slack_error = null, updated_at = now() where workspace_id = workspace;
$$;

create function public.load_slack_webhook(workspace uuid) returns text
language sql stable security definer set search_path = '' as $$
  select k.sealed from private.slack_webhooks k where k.workspace_id = workspace
$$;

-- Seen by a person: what happens from now on is a new alert. False when it was seen already.
create function public.acknowledge_alert(alert uuid, acknowledger uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.alerts set acknowledged_at = now(), acknowledged_by = acknowledger where id = alert and acknowledged_at is null;
  return found;
end
$$;

revoke all on function private.raise_alert(uuid, text, integer), private.source_failed(uuid), private.source_worked(uuid),
  public.load_alert(uuid, uuid), public.mark_alert_sent(uuid, uuid, integer), public.mark_slack_broken(uuid, text, text),
  public.connect_slack(uuid, text, text), public.disconnect_slack(uuid), public.load_slack_webhook(uuid),
  public.acknowledge_alert(uuid, uuid) from public, anon, authenticated;
grant execute on function public.load_alert(uuid, uuid), public.mark_alert_sent(uuid, uuid, integer),
  public.mark_slack_broken(uuid, text, text), public.connect_slack(uuid, text, text), public.disconnect_slack(uuid),
  public.load_slack_webhook(uuid), public.acknowledge_alert(uuid, uuid) to service_role;
