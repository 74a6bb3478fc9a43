-- A backup that was restored: notes may have been written after it of which this database knows nothing. Whoever restores inserts a row
-- before a worker begins again; then nothing is written about a meeting from before without a look at the person's notes since the
-- backup. A meeting has the same id again (private.meeting_id), and so its note the same reference.
create table private.restores (
  backup_at timestamptz primary key,
  restored_at timestamptz not null default now(),
  constraint a_backup_is_older_than_its_restore check (backup_at < restored_at)
);
alter table private.restores enable row level security;
grant select, insert, update, delete on private.restores to service_role;

-- Since when notes about any of these meetings may exist that nobody remembers; null when no backup was restored after them. Of
-- one whose start is not known the arrival says when it was, at most a week late.
create function private.unremembered_since(meetings uuid[]) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select min(r.backup_at) from private.restores r
  where exists (
    select from public.meetings m
    where m.id = any (meetings) and coalesce(m.started_at, m.created_at - interval '7 days') < r.restored_at)
$$;

-- The id of a recording in a workspace, always the same: by its share link, which a Zap and the API both know, else by the source's id.
create function private.meeting_id(workspace uuid, source text, external_id text, share_token text) returns uuid
language sql immutable set search_path = '' as $$
  -- As a UUID of version 8, which is for ids of one's own making.
  select overlay(overlay(left(encode(sha256(convert_to(
    concat_ws(' ', workspace, source, case when share_token is null then 'id' else 'link' end, coalesce(share_token, external_id)), 'UTF8')), 'hex'), 32)
    placing '8' from 13) placing '8' from 17)::uuid
$$;

revoke all on function private.unremembered_since(uuid[]), private.meeting_id(uuid, text, text, text) from public, anon, authenticated;
