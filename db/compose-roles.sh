#!/bin/sh
# Run once by the database's container, when the database is new: makes the owner and the three serving log-ins, with the
# passwords that stand in their addresses.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname keii <<'SQL'
\set owner `sed -n 's|^postgres://[^:]*:\([0-9a-f]\{32,\}\)@.*|\1|p' /run/secrets/owner_database_url`
\set console `sed -n 's|^postgres://[^:]*:\([0-9a-f]\{32,\}\)@.*|\1|p' /run/secrets/console_database_url`
\set portal `sed -n 's|^postgres://[^:]*:\([0-9a-f]\{32,\}\)@.*|\1|p' /run/secrets/portal_database_url`
\set worker `sed -n 's|^postgres://[^:]*:\([0-9a-f]\{32,\}\)@.*|\1|p' /run/secrets/worker_database_url`
select least(length(:'owner'), length(:'console'), length(:'portal'), length(:'worker')) < 32 as unreadable \gset
\if :unreadable
  \warn 'An address in secrets/ holds no password of at least 32 hexadecimal digits.'
  select 1 / 0;
\endif
create extension pg_trgm;
create role keii_owner login nosuperuser password :'owner';
alter database keii owner to keii_owner;
revoke connect on database keii from public;
create role keii_console login nosuperuser password :'console';
create role keii_portal login nosuperuser password :'portal';
create role keii_worker login nosuperuser password :'worker';
grant connect on database keii to keii_console, keii_portal, keii_worker;
alter role keii_console set statement_timeout = '30s';
alter role keii_portal set statement_timeout = '5s';
alter role keii_worker set statement_timeout = '15min';
alter role keii_console set lock_timeout = '10s';
alter role keii_portal set lock_timeout = '10s';
alter role keii_worker set lock_timeout = '10s';
alter role keii_console set idle_in_transaction_session_timeout = '60s';
alter role keii_portal set idle_in_transaction_session_timeout = '60s';
alter role keii_worker set idle_in_transaction_session_timeout = '60s';
SQL
