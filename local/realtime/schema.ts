import type postgres from "postgres";

/** Where the database tells the stand-in of a message. */
export const notifyChannel = "realtime_messages";

/**
 * What migrations find of Realtime on hosted Supabase, with its signatures
 * (https://supabase.com/docs/guides/realtime/broadcast#broadcast-from-the-database). Messages are passed on and not kept.
 */
const schema = `
create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;
create table if not exists realtime.messages (
  id uuid not null default gen_random_uuid() primary key,
  topic text not null,
  extension text not null,
  event text,
  payload jsonb,
  private boolean default false,
  inserted_at timestamp not null default now(),
  updated_at timestamp not null default now()
);
alter table realtime.messages enable row level security;
grant select, insert on realtime.messages to anon, authenticated, service_role;
create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
language plpgsql as $$
begin
  perform pg_notify('${notifyChannel}',
    jsonb_build_object('topic', topic, 'event', event, 'private', private, 'payload', payload)::text);
exception when others then
  raise warning 'not broadcast: %', sqlerrm;
end $$;
grant execute on function realtime.topic(), realtime.send(jsonb, text, text, boolean) to anon, authenticated, service_role;
`;

export const installRealtime = async (sql: postgres.Sql): Promise<void> => {
  await sql.unsafe(schema);
};
