-- Words as they are compared: in lower case, without accents, letters and digits only. Chinese and Japanese leave no space
-- between words: each of their signs is one. (In plpgsql, as what is below: of sql each call would be planned anew.)
create function private.plain_words(words text) returns text
language plpgsql immutable strict parallel safe set search_path = '' as $$
begin
  return trim(regexp_replace(
    case octet_length(words) when length(words) then lower(words) else
      regexp_replace(translate(replace(
        regexp_replace(lower(normalize(words, nfkd) collate "pg_c_utf8"), '[\u0300-\u036f]', '', 'g'), 'ß', 'ss'), 'łøđı', 'lodi'),
        '([\u3040-\u30ff\u3400-\u9fff])', ' \1 ', 'g') end collate "pg_c_utf8",
    '[^[:alnum:]]+', ' ', 'g'));
end
$$;

-- What a meeting is found by, apart from its row, which lists read. The weights say where a word is: A in the title, B in names
-- and addresses, C in the summary, D in what was said.
create table private.meeting_search (
  meeting_id uuid primary key references public.meetings (id) on delete cascade,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  -- How it came at first.
  origin text,
  document tsvector not null
);
create index meeting_search_by_words on private.meeting_search using gin (document);
create index meeting_search_by_origin on private.meeting_search (workspace_id, origin);
alter table private.meeting_search enable row level security;
grant select, insert, update, delete on private.meeting_search to service_role;

-- In each document, so that the index itself keeps the workspaces apart. No word that is searched for begins like it.
create function private.workspace_word(workspace uuid) returns text
language plpgsql immutable parallel safe set search_path = '' as $$ begin return '#' || workspace; end $$;

create function private.people_of(meeting uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select concat_ws(' ', m.recorded_by_name, m.recorded_by_email, (
      select string_agg(concat_ws(' ', o.name, o.email), ' ') from public.attendee_outcomes o where o.meeting_id = m.id))
    from public.meetings m where m.id = meeting);
end
$$;

create function private.words_with_weight(words text, most integer, weight "char") returns tsvector
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return setweight(to_tsvector('pg_catalog.simple', coalesce(private.plain_words(left(words, most)), '')), weight);
end
$$;

-- A document holds at most 1 MB: of what is longer only the beginning is found. People first: the positions that a word has
-- in a document are limited, and with the last ones its weights would go.
create function private.search_document(m public.meetings) returns tsvector
language plpgsql stable security definer set search_path = '' as $$
declare
  most integer := 500000;
  said text := (
    select string_agg(s ->> 'text', ' ' order by n)
    from jsonb_array_elements(case jsonb_typeof(m.transcript) when 'array' then m.transcript else '[]' end) with ordinality t (s, n));
begin
  loop
    begin
      return array_to_tsvector(array[private.workspace_word(m.workspace_id)])
        || private.words_with_weight(private.people_of(m.id), most, 'B')
        || private.words_with_weight(m.title, most, 'A')
        || private.words_with_weight(m.summary, most, 'C')
        || private.words_with_weight(said, most, 'D');
    exception when program_limit_exceeded then
      most := most / 2;
    end;
  end loop;
end
$$;

create function private.index_meeting() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.meeting_search (meeting_id, workspace_id, document)
  values (new.id, new.workspace_id, private.search_document(new))
  on conflict (meeting_id) do update set document = excluded.document;
  return null;
end
$$;
create trigger index_new_meeting after insert on public.meetings for each row execute function private.index_meeting();
-- What is erased, by a person or by time, is not found any more either.
create trigger index_changed_meeting after update on public.meetings for each row
  when ((old.title, old.summary, old.transcript, old.recorded_by_name, old.recorded_by_email)
    is distinct from (new.title, new.summary, new.transcript, new.recorded_by_name, new.recorded_by_email))
  execute function private.index_meeting();

-- Only the names anew: nobody reads a long transcript again because somebody else was there.
create function private.index_people(meetings uuid[]) returns void
language sql security definer set search_path = '' as $$
  update private.meeting_search s set
    document = private.words_with_weight(private.people_of(s.meeting_id), 100000, 'B')
      || ts_filter(s.document, '{a,c,d}') || array_to_tsvector(array[private.workspace_word(s.workspace_id)])
  where s.meeting_id = any (meetings)
$$;

create function private.index_new_attendees() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.index_people(array(select distinct a.meeting_id from added a));
  return null;
end
$$;
create trigger index_new_attendees after insert on public.attendee_outcomes referencing new table as added
  for each statement execute function private.index_new_attendees();

create function private.index_changed_attendee() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.index_people(array[new.meeting_id]);
  return null;
end
$$;
create trigger index_changed_attendee after update on public.attendee_outcomes for each row
  when ((old.name, old.email) is distinct from (new.name, new.email)) execute function private.index_changed_attendee();

create function private.index_origin() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update private.meeting_search s set origin = (select e.origin from public.webhook_events e where e.id = new.event_id)
  where s.meeting_id = new.meeting_id and s.origin is null;
  return null;
end
$$;
create trigger index_origin after insert on public.meeting_events for each row execute function private.index_origin();

insert into private.meeting_search (meeting_id, workspace_id, origin, document)
select m.id, m.workspace_id, (
    select e.origin from public.meeting_events me join public.webhook_events e on e.id = me.event_id
    where me.meeting_id = m.id order by me.created_at limit 1),
  private.search_document(m)
from public.meetings m;

create index meetings_by_recorder on public.meetings (workspace_id, lower(recorded_by_email));

-- All words, the last one as the beginning of one; only in parts of these weights, if some are given.
create function private.words_query(q text, weights text) returns tsquery
language sql immutable parallel safe set search_path = '' as $$
  select to_tsquery('pg_catalog.simple', string_agg(
    word || case when n = total then ':*' || weights when weights <> '' then ':' || weights else '' end, ' & '))
  from (select w.word, w.n, count(*) over () as total
    from unnest((string_to_array(private.plain_words(q), ' '))[:20]) with ordinality w (word, n) where w.word <> '') words
$$;

-- The words as they may be written in a text, for where it is shown. Where there are no spaces a word begins anywhere.
create function private.words_pattern(q text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select '(?:' || string_agg(distinct case when word ~ '[\u3040-\u30ff\u3400-\u9fff]' then word else '\m' || word end, '|') || ')'
  from regexp_split_to_table(private.plain_words(q) || ' ' || lower(q collate "pg_c_utf8"), '[^[:alnum:]]+') w (word) where word <> ''
$$;

-- The meetings of a workspace that are wanted and that the caller may see, newest first, from a place on, with what became of
-- their attendees, where the words are, and the attendee who has them. It says again what the policy of the table says: under a
-- policy Postgres uses no index of words (`@@` is not leakproof), and without statistics reads all outcomes for those of one meeting.
-- `wanted`: q, whose (`mine`), outcome (a status, or `internal`), from and to (moments), person (an address), origin.
create function private.find_meetings(
  workspace uuid, wanted jsonb, before_at timestamptz, before_id uuid, most integer, is_count boolean
) returns table (meeting_id uuid, outcomes jsonb, found_in text, person text)
language plpgsql stable rows 50 security definer set search_path = '' as $$
declare
  words tsquery := private.words_query(wanted ->> 'q', '');
  conditions text := 'm.workspace_id = $1';
begin
  if workspace is null or workspace <> all (private.my_workspaces()) then return; end if;
  if workspace <> all (private.my_managed_workspaces()) or wanted ->> 'whose' = 'mine' then
    conditions := conditions || ' and m.user_id = $2';
  end if;
  if numnode(words) > 0 then
    conditions := conditions || ' and m.id in (select s.meeting_id from private.meeting_search s where s.document @@ $3)';
  end if;
  if wanted ->> 'outcome' = 'internal' then
    conditions := conditions || $c$ and exists (select from public.attendee_outcomes o where o.meeting_id = m.id)
      and not exists (select from public.attendee_outcomes o where o.meeting_id = m.id and o.status <> 'skipped_internal')$c$;
  elsif wanted ->> 'outcome' is not null then
    conditions := conditions || ' and m.id in (select o.meeting_id from public.attendee_outcomes o
      where o.workspace_id = $1 and o.status = $14)';
  end if;
  if wanted ->> 'origin' is not null then
    conditions := conditions || ' and m.id in (select s.meeting_id from private.meeting_search s
      where s.workspace_id = $1 and s.origin = $4)';
  end if;
  if wanted ->> 'person' is not null then
    conditions := conditions || ' and m.id in (
      select o.meeting_id from public.attendee_outcomes o where o.workspace_id = $1 and lower(o.email) = lower($5)
      union all select r.id from public.meetings r where r.workspace_id = $1 and lower(r.recorded_by_email) = lower($5))';
  end if;
  if wanted ->> 'from' is not null then conditions := conditions || ' and m.occurred_at >= $6'; end if;
  if wanted ->> 'to' is not null then conditions := conditions || ' and m.occurred_at < $7'; end if;
  if before_at is not null then conditions := conditions || ' and (m.occurred_at, m.id) < ($8, $9)'; end if;
  conditions := conditions || case when is_count then '' else ' order by m.occurred_at desc, m.id desc' end || ' limit $10';
  conditions := 'select m.id from public.meetings m where ' || conditions;
  return query execute case when is_count then 'select p.id, null::jsonb, null::text, null::text from (' || conditions || ') p' else
    'select p.id,
      (select coalesce(jsonb_object_agg(c.status, c.n), $d${}$d$)
        from (select o.status, count(*) as n from public.attendee_outcomes o
          where o.workspace_id = $1 and o.meeting_id = p.id group by o.status) c),
      f.found_in,
      case f.found_in when $d$people$d$ then (
        select coalesce(o.name, o.email) from public.attendee_outcomes o
        where o.meeting_id = p.id and lower(concat_ws($d$ $d$, o.name, o.email) collate "pg_c_utf8") ~ $15
        order by o.status = $d$skipped_internal$d$, o.created_at, o.id limit 1) end
    from (' || conditions || ') p, lateral (' || case when numnode(words) > 0 then '
      select case when s.document @@ $11 then $d$title$d$ when s.document @@ $12 then $d$people$d$
        when s.document @@ $13 then $d$summary$d$ else $d$transcript$d$ end as found_in
      from private.meeting_search s where s.meeting_id = p.id' else 'select null::text as found_in' end || ') f' end
    using workspace, (select auth.uid()), quote_literal(private.workspace_word(workspace))::tsquery && words,
      wanted ->> 'origin', trim(wanted ->> 'person'), (wanted ->> 'from')::timestamptz, (wanted ->> 'to')::timestamptz,
      before_at, before_id, most, private.words_query(wanted ->> 'q', 'A'), private.words_query(wanted ->> 'q', 'AB'),
      private.words_query(wanted ->> 'q', 'ABC'), wanted ->> 'outcome',
      private.words_pattern(wanted ->> 'q');
end
$$;

-- Some of a text around the first of the words, as it was written.
create function private.passage(words text, pattern text) returns text
language sql immutable set search_path = '' as $$
  select case when at > 0 then case when at > 50 then '…' else '' end
      || trim(regexp_replace(substr(words, greatest(at - 50, 1), 180), '\s+', ' ', 'g'))
      || case when length(words) > greatest(at - 50, 1) + 180 then '…' else '' end end
  from (select regexp_instr(lower(words collate "pg_c_utf8"), pattern) as at) found
$$;

-- The passage that a meeting was found by; null where the title says it, or when it is written otherwise than it was typed. Not of
-- a row of meetings: to make one, Postgres would fetch the transcript of each.
create function private.found_passage(summary text, transcript jsonb, found_in text, pattern text) returns text
language sql immutable set search_path = '' as $$
  select case found_in
    when 'summary' then private.passage(
      regexp_replace(left(summary, 200000), '\]\([^)\s]*\)|^\s*[-*+#>]+\s+|[*_`#\[\]]', '', 'gn'), pattern)
    when 'transcript' then (
      select concat_ws(': ', s ->> 'speaker', private.passage(left(s ->> 'text', 20000), pattern))
      from jsonb_array_elements(case jsonb_typeof(transcript) when 'array' then transcript else '[]' end) with ordinality e (s, n)
      where lower(s ->> 'text' collate "pg_c_utf8") ~ pattern order by n limit 1)
    end
$$;

-- One page of the list of meetings; the next one begins before the last of this one.
create function public.search_meetings(
  workspace uuid, wanted jsonb default '{}', before_at timestamptz default null, before_id uuid default null, most integer default 50
) returns table (
  id uuid, title text, occurred_at timestamptz, duration_seconds integer, recorded_by_name text, recorded_by_email text,
  outcomes jsonb, found_in text, passage text
)
language sql stable security invoker set search_path = '' as $$
  select m.id, left(m.title, 300), m.occurred_at, m.duration_seconds, m.recorded_by_name, m.recorded_by_email,
    f.outcomes, f.found_in, coalesce(f.person, private.found_passage(m.summary, m.transcript, f.found_in, private.words_pattern(wanted ->> 'q')))
  from private.find_meetings(workspace, wanted, before_at, before_id, least(most, 400), false) f,
    -- One by one: whatever Postgres thinks of the policy, it looks up no more than these.
    lateral (select * from public.meetings r where r.id = f.meeting_id limit 1) m
  order by m.occurred_at desc, m.id desc
$$;

-- How many there are, at most one more than 10,000.
create function public.count_meetings(workspace uuid, wanted jsonb default '{}') returns integer
language sql stable security invoker set search_path = '' as $$
  select count(*)::integer from private.find_meetings(workspace, wanted, null, null, 10001, true)
$$;

revoke all on function private.plain_words(text), private.workspace_word(uuid), private.people_of(uuid),
  private.words_with_weight(text, integer, "char"), private.search_document(public.meetings), private.index_meeting(),
  private.index_people(uuid[]), private.index_new_attendees(), private.index_changed_attendee(), private.index_origin(),
  private.words_query(text, text), private.find_meetings(uuid, jsonb, timestamptz, uuid, integer, boolean),
  private.words_pattern(text), private.passage(text, text), private.found_passage(text, jsonb, text, text),
  public.search_meetings(uuid, jsonb, timestamptz, uuid, integer), public.count_meetings(uuid, jsonb) from public, anon, authenticated;
-- Called by the search, which runs as whoever searches; the first checks again what they may see, the others read nothing else.
grant execute on function private.find_meetings(uuid, jsonb, timestamptz, uuid, integer, boolean), private.plain_words(text),
  private.words_pattern(text), private.passage(text, text), private.found_passage(text, jsonb, text, text) to authenticated;
grant execute on function public.search_meetings(uuid, jsonb, timestamptz, uuid, integer), public.count_meetings(uuid, jsonb)
  to authenticated, service_role;
