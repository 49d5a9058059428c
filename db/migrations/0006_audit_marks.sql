-- An entry carries a mark until it is sealed, so that a change before its seal shows; images are alike in every session.

-- What an instant reads like must not depend on the zone of who writes, or a restored log would not fit its rows.
alter function audit_row() set timezone to 'UTC';

-- The content of an entry as one number; anybody who reads it can make it, so it finds what was changed by hand, no more.
create function audit_mark(e audit_entry) returns bytea
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(convert_to(jsonb_build_array(
    e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_kind, e.actor_id, e.actor_name, e.session_id,
    e.request_id, e.incident_id, e.act, e.table_name, e.row_id, e.before, e.after, e.note, e.batch)::text, 'UTF8'))
$$;

alter table audit_unsealed add column mark bytea;
update audit_unsealed u set mark = audit_mark(e) from audit_entry e where e.id = u.entry_id;
update audit_unsealed set mark = '' where mark is null;
alter table audit_unsealed alter column mark set not null;

create or replace function audit_write(actor jsonb, incident uuid, act text, table_name text, row_id text, before jsonb, after jsonb, note text)
returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with entry as (
    insert into audit_entry (actor_kind, actor_id, actor_name, session_id, request_id, incident_id, act, table_name, row_id, before, after, note, batch)
    values (
      actor ->> 'kind', (actor ->> 'id')::uuid, actor ->> 'name', (actor ->> 'session')::uuid, actor ->> 'request',
      incident, act, table_name, row_id, before, after, note, actor ->> 'batch')
    returning id, audit_entry as content)
  insert into audit_unsealed (entry_id, mark) select id, audit_mark(content) from entry returning entry_id
$$;

-- What a row holds after all its entries, which name only what changed.
create aggregate audit_image(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');

-- A row as its entries hold it.
create function audit_content(kept anyelement) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp set timezone to 'UTC' as $$
  select to_jsonb(kept)
$$;

grant execute on function audit_mark(audit_entry), audit_image(jsonb), audit_content(anyelement) to keii_console, keii_worker;
