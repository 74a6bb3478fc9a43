-- What a source's API has and we have not: it enters the inbox as deliveries do, and is stored and logged like them.

-- An item of a list of the API, as the worker reads it. `externalId` null: it is no meeting that anybody can read, and is kept so.
-- The content's flags: whether it brings a summary, a transcript, action items.
create type private.listed_item as (
  "externalId" text, "shareToken" text, "deliveryId" text, "createdAt" timestamptz, body text, bytes integer,
  "hasSummary" boolean, "hasTranscript" boolean, "hasActionItems" boolean);

-- The meeting that an item is of, if the workspace has it.
create function private.known_meeting(workspace uuid, item private.listed_item) returns public.meetings
language sql stable security definer set search_path = '' as $$
  select m from public.meetings m
  where m.workspace_id = workspace and m.source = 'fathom'
    and (m.external_id = item."externalId" or m.share_token = item."shareToken")
  order by m.external_id = item."externalId" desc, m.created_at limit 1
$$;

-- Whether it would keep a transcript that came now: one that has expired is not fetched again.
create function private.keeps_transcript(m public.meetings) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select m.created_at > now() - make_interval(days => s.transcript_retention_days)
    from public.workspace_settings s where s.workspace_id = m.workspace_id and s.transcript_retention_days is not null), true)
$$;

-- Whether this import has put the recording into the inbox already, whatever was known of it then.
create function private.took_recording(import uuid, i public.fathom_integrations, item private.listed_item) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.webhook_events e
    where e.import_id = import and starts_with(e.delivery_id, format('api:%s:%s:', i.id, left(item."externalId", 180))))
$$;

-- Whether this import took the item itself, in an earlier round: then it does not count as there already.
create function private.took_before(import uuid, i public.fathom_integrations, item private.listed_item, meeting uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.took_recording(import, i, item) or exists (
    select from public.webhook_events e
    where e.import_id = import and (
      (e.source, e.delivery_id) = ('fathom', format('api:%s:%s', i.id, item."deliveryId"))
      or e.id in (select me.event_id from public.meeting_events me where me.meeting_id = meeting)))
$$;

-- Puts what is new, or brings more than is known, into the inbox. An item that is there already, in the inbox too, is skipped. No more
-- than there is `room` for (null: as many as come) are taken or skipped.
create function private.take_found(i public.fathom_integrations, found_by text, import uuid, items jsonb, room integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  item private.listed_item;
  known public.meetings;
  event uuid;
  taken integer := 0;
  skipped integer := 0;
  -- Of what was taken, the meetings that were not known before.
  found integer := 0;
begin
  for item in select * from jsonb_populate_recordset(null::private.listed_item, items) loop
    exit when taken + skipped >= room;
    known := private.known_meeting(i.workspace_id, item);
    event := null;
    if (known.id is null and not private.took_recording(import, i, item)) or (known.erased_at is null and (
      (item."hasSummary" and known.summary is null)
      or (item."hasActionItems" and known.action_items is null)
      or (item."hasTranscript" and known.transcript is null and private.keeps_transcript(known))))
    then
      insert into public.webhook_events
        (source, delivery_id, workspace_id, user_id, integration_id, origin, import_id, proof, payload, payload_text, payload_bytes)
      values ('fathom', format('api:%s:%s', i.id, item."deliveryId"), i.workspace_id, i.user_id, i.id, found_by, import, 'api_key',
              private.json_or_null(item.body), case when private.json_or_null(item.body) is null then item.body end, item.bytes)
      on conflict (source, delivery_id) do nothing
      returning id into event;
    end if;
    if event is null then
      if not private.took_before(import, i, item, known.id) then skipped := skipped + 1; end if;
    else
      insert into private.jobs (kind, workspace_id, event_id, priority)
      values ('store', i.workspace_id, event, case found_by when 'import' then 2 else 0 end);
      taken := taken + 1;
      if known.id is null then found := found + 1; end if;
    end if;
  end loop;
  return jsonb_build_object('taken', taken, 'skipped', skipped, 'found', found);
end
$$;

revoke all on function private.known_meeting(uuid, private.listed_item), private.keeps_transcript(public.meetings),
  private.took_recording(uuid, public.fathom_integrations, private.listed_item),
  private.took_before(uuid, public.fathom_integrations, private.listed_item, uuid), private.take_found(public.fathom_integrations, text, uuid, jsonb, integer) from public, anon, authenticated;
