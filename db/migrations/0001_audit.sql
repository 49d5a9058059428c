-- What every table stands on: the classes of columns, the audit log and its seal, and refusal by default.

create extension if not exists pg_trgm;

revoke all on schema public from public;
grant usage on schema public to keii_console, keii_worker;
alter default privileges revoke execute on functions from public;

-- One place says what each column of each table holds; `check_column_classes` finds a column nobody classed.
create table column_class (
  table_name text not null,
  column_name text not null,
  class text not null constraint column_class_known check (class in ('public', 'personal', 'secret')),
  constraint column_class_pk primary key (table_name, column_name)
);

-- Tables without an audit trigger, each with the reason.
create table unaudited_table (
  table_name text not null constraint unaudited_table_pk primary key,
  reason text not null
);

create sequence audit_entry_id_seq as bigint;

create table audit_entry (
  id bigint not null default nextval('audit_entry_id_seq') constraint audit_entry_pk primary key,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null constraint audit_entry_actor_kind_known check (actor_kind in ('user', 'operator', 'system', 'anonymous')),
  actor_id uuid,
  actor_name text not null,
  session_id uuid,
  request_id text,
  incident_id uuid,
  act text not null,
  table_name text not null,
  row_id text,
  before jsonb,
  after jsonb,
  note text,
  batch text
);
alter sequence audit_entry_id_seq owned by audit_entry.id;
create index audit_entry_incident on audit_entry (incident_id, id) where incident_id is not null;
create index audit_entry_row on audit_entry (table_name, row_id, id);
create index audit_entry_actor on audit_entry (actor_id, id) where actor_id is not null;

-- The values behind the salted hashes of an entry; erasure deletes rows here, and the chain still verifies.
create table audit_personal (
  entry_id bigint not null constraint audit_personal_entry_fk references audit_entry (id),
  side text not null constraint audit_personal_side_known check (side in ('before', 'after')),
  column_name text not null,
  salt text not null,
  value text not null,
  constraint audit_personal_pk primary key (entry_id, side, column_name)
);

create table audit_unsealed (
  entry_id bigint not null constraint audit_unsealed_pk primary key
);

create table audit_seal (
  seal_no bigint not null constraint audit_seal_pk primary key,
  entry_id bigint not null constraint audit_seal_entry_key unique,
  hash bytea not null,
  mac bytea not null,
  key_id text not null
);

-- Results of verifications, so that a long one can be left and come back to.
create table audit_verification (
  id uuid not null constraint audit_verification_pk primary key,
  asked_by uuid,
  asked_at timestamptz not null,
  finished_at timestamptz,
  result jsonb
);

create function audit_actor() returns jsonb
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  actor jsonb := nullif(current_setting('keii.actor', true), '')::jsonb;
begin
  if actor is null then
    raise exception 'a write without an actor' using errcode = 'KE001';
  end if;
  return actor;
end $$;

-- Writes an entry; the only way any role but the owner gets one into the log.
create function audit_write(actor jsonb, incident uuid, act text, table_name text, row_id text, before jsonb, after jsonb, note text)
returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with entry as (
    insert into audit_entry (actor_kind, actor_id, actor_name, session_id, request_id, incident_id, act, table_name, row_id, before, after, note, batch)
    values (
      actor ->> 'kind', (actor ->> 'id')::uuid, actor ->> 'name', (actor ->> 'session')::uuid, actor ->> 'request',
      incident, act, table_name, row_id, before, after, note, actor ->> 'batch')
    returning id)
  insert into audit_unsealed (entry_id) select id from entry returning entry_id
$$;

-- An act that changes no row: a sign-in, a reveal, an export, a refusal.
create function audit_act(incident uuid, act text, resource text, row_id text, details jsonb, note text)
returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select audit_write(audit_actor(), incident, act, resource, row_id, null, details, note)
$$;

create function audit_row() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  actor jsonb := audit_actor();
  resource text := nullif(tg_argv[0], '');
  id_columns text[] := string_to_array(tg_argv[1], ',');
  personal text[] := string_to_array(tg_argv[2], ',');
  secret text[] := string_to_array(tg_argv[3], ',');
  live_column text := nullif(tg_argv[4], '');
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  one_row jsonb := coalesce(new_row, old_row);
  before jsonb := old_row;
  after jsonb := new_row;
  incident uuid := coalesce(one_row ->> 'incident_id', case when tg_table_name = 'incident' then one_row ->> 'id' end)::uuid;
  row_key text := (select string_agg(one_row ->> c, '/' order by n) from unnest(id_columns) with ordinality as k(c, n));
  entry bigint;
  col text;
  salt text;
  kept jsonb := '[]';
  item jsonb;
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row -> o.key)
      into before, after
      from jsonb_each(old_row) o
      where (new_row -> o.key) is distinct from o.value;
    if before is null then
      return null;
    end if;
  end if;
  foreach col in array secret loop
    if before ? col then before := jsonb_set(before, array[col], '{"secret": true}'); end if;
    if after ? col then after := jsonb_set(after, array[col], '{"secret": true}'); end if;
  end loop;
  foreach col in array personal loop
    if before ? col and jsonb_typeof(before -> col) <> 'null' then
      salt := gen_random_uuid()::text;
      kept := kept || jsonb_build_object('side', 'before', 'column', col, 'salt', salt, 'value', (before -> col)::text);
      before := jsonb_set(before, array[col], jsonb_build_object('hash', encode(sha256(convert_to(salt || (before -> col)::text, 'UTF8')), 'hex')));
    end if;
    if after ? col and jsonb_typeof(after -> col) <> 'null' then
      salt := gen_random_uuid()::text;
      kept := kept || jsonb_build_object('side', 'after', 'column', col, 'salt', salt, 'value', (after -> col)::text);
      after := jsonb_set(after, array[col], jsonb_build_object('hash', encode(sha256(convert_to(salt || (after -> col)::text, 'UTF8')), 'hex')));
    end if;
  end loop;
  entry := audit_write(actor, incident, lower(tg_op), tg_table_name, row_key, before, after, actor ->> 'note');
  for item in select jsonb_array_elements(kept) loop
    insert into audit_personal (entry_id, side, column_name, salt, value)
    values (entry, item ->> 'side', item ->> 'column', item ->> 'salt', item ->> 'value');
  end loop;
  if resource is not null then
    perform pg_notify('keii_live', jsonb_strip_nulls(jsonb_build_object(
      'resource', resource,
      'id', coalesce(one_row ->> live_column, row_key),
      'incident', incident,
      'version', coalesce(one_row -> 'version', one_row -> 'no'),
      'visibility', one_row ->> 'visibility',
      'kind', one_row ->> 'kind',
      'user', one_row ->> 'user_id'))::text);
  end if;
  return null;
end $$;

create function forbid_change() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception '% of % is refused', lower(tg_op), tg_table_name using errcode = 'KE002';
end $$;

-- Puts a table under audit: every column classed, a trigger writing each change, TRUNCATE refused.
create function audit_table(
  target regclass, resource text, public_columns text[],
  personal_columns text[] default '{}', secret_columns text[] default '{}',
  id_columns text[] default '{id}', live_column text default null)
returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  name text := (select relname from pg_class where oid = target);
  missing text;
begin
  delete from column_class where table_name = name;
  insert into column_class (table_name, column_name, class)
    select name, c, 'public' from unnest(public_columns) c
    union all select name, c, 'personal' from unnest(personal_columns) c
    union all select name, c, 'secret' from unnest(secret_columns) c;
  select string_agg(attname, ', ') into missing
    from pg_attribute
    where attrelid = target and attnum > 0 and not attisdropped
      and attname not in (select column_name from column_class where table_name = name);
  if missing is not null then
    raise exception 'columns of % without a class: %', name, missing;
  end if;
  execute format('drop trigger if exists audit on %s', target);
  execute format(
    'create trigger audit after insert or update or delete on %s for each row execute function audit_row(%L, %L, %L, %L, %L)',
    target, coalesce(resource, ''), array_to_string(id_columns, ','),
    array_to_string(personal_columns, ','), array_to_string(secret_columns, ','), coalesce(live_column, ''));
  execute format('drop trigger if exists forbid_truncate on %s', target);
  execute format('create trigger forbid_truncate before truncate on %s execute function forbid_change()', target);
end $$;

-- A table whose rows are written once: update and delete are refused to everybody whose triggers fire.
create function append_only(target regclass) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function forbid_change()', target);
end $$;

-- Columns and tables that escaped: an empty answer is what is promised.
create function check_column_classes() returns table (table_name text, column_name text)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select c.relname::text, a.attname::text
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not exists (select from unaudited_table u where u.table_name = c.relname)
    and not exists (select from column_class k where k.table_name = c.relname and k.column_name = a.attname)
  order by 1, 2
$$;

select append_only('audit_entry');
select append_only('audit_seal');
create trigger forbid_truncate before truncate on audit_entry execute function forbid_change();
create trigger forbid_truncate before truncate on audit_seal execute function forbid_change();
create trigger forbid_truncate before truncate on audit_unsealed execute function forbid_change();

insert into unaudited_table (table_name, reason) values
  ('column_class', 'part of the schema, changed by migrations only'),
  ('unaudited_table', 'part of the schema, changed by migrations only'),
  ('schema_migration', 'written by the migration runner only'),
  ('audit_entry', 'is the log'),
  ('audit_personal', 'belongs to the log; erasure deletes from it'),
  ('audit_unsealed', 'belongs to the log'),
  ('audit_seal', 'belongs to the log'),
  ('audit_verification', 'results of looking at the log; each run is an act of its own');

grant select on audit_entry, audit_personal, audit_unsealed, audit_seal, column_class, unaudited_table to keii_console, keii_worker;
grant select, insert, update on audit_verification to keii_console, keii_worker;
grant delete on audit_unsealed to keii_worker;
grant insert on audit_seal to keii_worker;
grant execute on function audit_actor(), audit_act(uuid, text, text, text, jsonb, text) to keii_console, keii_worker;
