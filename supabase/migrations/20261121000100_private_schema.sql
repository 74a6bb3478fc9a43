-- Helpers, secrets and the queue live in a schema that the data API does not expose.
create schema if not exists private;
revoke all on schema private from public;
-- Policies call helpers in it, so signed-in users may look names up; each object grants for itself.
grant usage on schema private to authenticated, service_role;

-- Nothing is executable unless a migration says so. The form without a schema is the one that takes effect.
alter default privileges for role postgres revoke execute on functions from public;
