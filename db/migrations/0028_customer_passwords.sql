-- Am I affected? Asked with the id and password of the shop, while log-in data are ruled out of the leak.

-- The switch: on only with a source that rules log-in data out, and off by itself once they are in.
create table password_check (
  incident_id uuid not null constraint password_check_pk primary key constraint password_check_incident_fk references incident (id),
  version integer not null default 1,
  is_on boolean not null,
  source text not null,
  -- When it went off by itself; null where somebody switched it since.
  ended_at timestamptz,
  changed_at timestamptz not null,
  changed_by uuid constraint password_check_changed_by_fk references app_user (id),
  -- Of what unknown ids are answered with: always the same for one id, and known to nobody outside.
  decoy_seed uuid not null default gen_random_uuid(),
  constraint password_check_source_needed check (not is_on or source ~ '\S'),
  constraint password_check_ended check (ended_at is null or not is_on)
);
select audit_table('password_check', 'password-check', '{incident_id,version,is_on,source,ended_at,changed_at,changed_by}',
  secret_columns => '{decoy_seed}', id_columns => '{incident_id}');
grant select, insert, update on password_check to keii_console, keii_worker;

-- Hashes of the shop's passwords, in two: how to hash what somebody types, and what must come out of it.
create table customer_password (
  incident_id uuid not null constraint customer_password_incident_fk references incident (id),
  base_no smallint not null,
  customer_no text not null,
  setting text not null,
  digest bytea not null,
  imported_at timestamptz not null,
  upgraded_at timestamptz,
  constraint customer_password_pk primary key (incident_id, base_no, customer_no),
  constraint customer_password_setting_known check (setting ~ '^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+$' or setting ~ '^\$2b\$\d\d\$[./A-Za-z0-9]{22}$')
);
grant select, insert, update, delete on customer_password to keii_console, keii_worker;

insert into unaudited_table (table_name, reason) values ('customer_password', 'importing and erasing are acts; nobody changes one by hand');
insert into column_class (table_name, column_name, class)
select 'customer_password', a.attname,
  case when a.attname = 'customer_no' then 'personal' when a.attname in ('setting', 'digest') then 'secret' else 'public' end
from pg_attribute a where a.attrelid = 'customer_password'::regclass and a.attnum > 0 and not a.attisdropped;

-- Whether anything on record says that log-in data leaked: the case, an exposure, or the official run as it was.
create function login_data_leaked(p_incident uuid) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from incident where id = p_incident and data_items && '{password,login_id}')
    or exists (select from exposure where incident_id = p_incident and state = 'current' and data_items && '{password,login_id}')
    or exists (select from scope_run r, jsonb_array_elements(r.exposures) e
      where r.incident_id = p_incident and r.state = 'frozen' and e -> 'dataItems' ?| '{password,login_id}')
$$;
grant execute on function login_data_leaked(uuid) to keii_console, keii_worker;

-- Looked at with every try as well: two that write at once do not see each other.
create function password_check_stands(p_incident uuid) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from password_check where incident_id = p_incident and is_on) and not login_data_leaked(p_incident)
$$;

create function end_password_check() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_incident uuid := case when tg_table_name = 'incident' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'incident_id')::uuid end;
begin
  if exists (select from password_check where incident_id = v_incident and is_on) and login_data_leaked(v_incident) then
    update password_check set is_on = false, version = version + 1, ended_at = now(), changed_at = now(), changed_by = null
      where incident_id = v_incident and is_on;
    delete from portal_session where incident_id = v_incident and channel = 'password';
  end if;
  return null;
end $$;
create trigger password_check_ends after update of data_items on incident for each row execute function end_password_check();
create trigger password_check_ends after insert or update of data_items, state on exposure for each row execute function end_password_check();
create trigger password_check_ends after update of state on scope_run for each row when (new.state = 'frozen') execute function end_password_check();

create or replace function portal_page(slug text) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'slug', p.slug, 'title', e.title, 'zone', i.zone,
    'report', jsonb_build_object(
      'text', e.text, 'no', e.no, 'publishedAt', portal_instant(p.published_at), 'updatedAt', portal_instant(e.published_at),
      'amendments', (
        select coalesce(jsonb_agg(jsonb_build_object('no', a.no, 'at', portal_instant(a.published_at), 'note', a.note) order by a.no desc), '[]')
        from publication_edition a where a.incident_id = p.incident_id and a.no <= e.no and a.note is not null)),
    'checks', jsonb_build_object(
      'code', 'code' = any(p.checks), 'password', password_check_stands(p.incident_id), 'mail', 'mail' = any(p.checks), 'shop', 'shop' = any(p.checks)),
    -- Whose customers may give their id: asked for where there are several, before anything is looked up.
    'shops', coalesce((
      select jsonb_agg(jsonb_build_object('code', b.code, 'name', b.name) order by b.no)
      from member_base b where b.incident_id = p.incident_id
        and exists (select from customer_password k where k.incident_id = b.incident_id and k.base_no = b.no)), '[]'),
    'impostorAdvice', e.impostor_advice)
  from publication p
  join publication_edition e on e.incident_id = p.incident_id and e.no = p.edition_no
  join incident i on i.id = p.incident_id
  where p.slug = $1 and p.published_at is not null
$$;

-- Which account is meant: of the member base that was chosen, or of the only one whose passwords are here.
create function portal_account(p_slug text, p_shop text, out incident_id uuid, out base_no smallint)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select p.incident_id, (
    select case when count(*) = 1 then min(b.no) end from member_base b
    where b.incident_id = p.incident_id and (p_shop = '' or b.code = p_shop)
      and exists (select from customer_password k where k.incident_id = b.incident_id and k.base_no = b.no))
  from publication p
  where p.slug = p_slug and p.published_at is not null and password_check_stands(p.incident_id)
$$;

-- How to hash what was typed for this id, and nothing of what must come out. Unknown ids are answered with the setting of
-- a neighbour and a salt of their own, so that the work is the same and nobody learns which ids there are.
create function portal_password_setting(p_slug text, p_shop text, p_id text, p_address inet) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_wait integer := portal_allow(p_address, v_now);
  v_account record;
  v_setting text;
  v_parts text[];
  v_seed uuid;
  v_salt bytea;
begin
  if v_wait is not null then
    return jsonb_build_object('outcome', 'limited', 'retryAfterSeconds', v_wait);
  end if;
  select * into v_account from portal_account(p_slug, p_shop);
  select k.setting into v_setting from customer_password k
    where k.incident_id = v_account.incident_id and k.base_no = v_account.base_no and k.customer_no = p_id;
  if v_setting is null then
    select k.setting into v_setting from customer_password k
      where k.incident_id = v_account.incident_id and k.base_no = v_account.base_no and k.customer_no > p_id
      order by k.customer_no limit 1;
    if v_setting is null then
      select k.setting into v_setting from customer_password k
        where k.incident_id = v_account.incident_id and k.base_no = v_account.base_no
        order by k.customer_no desc limit 1;
    end if;
    select decoy_seed into v_seed from password_check where incident_id = v_account.incident_id;
    v_salt := sha256(convert_to(coalesce(v_seed::text, '') || coalesce(v_account.base_no::text, '') || ' ' || p_id, 'UTF8'));
    if v_setting like '$2b$%' then
      v_setting := left(v_setting, 7) || left(translate(encode(substr(v_salt, 1, 16), 'base64'),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
        './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'), 22);
    else
      v_parts := string_to_array(coalesce(v_setting, '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA'), '$');
      v_parts[5] := rtrim(encode(substr(v_salt, 1, least(32, length(v_parts[5]) * 3 / 4)), 'base64'), '=');
      v_setting := array_to_string(v_parts, '$');
    end if;
  end if;
  return jsonb_build_object('outcome', 'asked', 'setting', v_setting);
end $$;

-- The digest itself is the proof: who has this role alone cannot claim to have seen the right password.
create function portal_check_password(
  p_slug text, p_shop text, p_id text, p_digest bytea, p_typed bytea, p_address inet, p_session bytea default null)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_key bigint := portal_failure_key(p_typed, p_address);
  v_account record;
  v_digest bytea;
  v_is_customer boolean;
  v_is_open boolean;
  v_is_right boolean;
  v_answer jsonb;
begin
  -- Tries of the same id from the same network one after the other: many at once are no way around the limit.
  perform pg_advisory_xact_lock(v_key);
  -- Counted for every id: asked of right ones alone it would tell them from wrong ones by the time it takes.
  v_is_open := portal_failures(v_key, v_now) < (select failures from portal_limit);
  select * into v_account from portal_account(p_slug, p_shop);
  select k.digest into v_digest from customer_password k
    where k.incident_id = v_account.incident_id and k.base_no = v_account.base_no and k.customer_no = p_id;
  v_is_customer := exists (select from customer c
    where c.incident_id = v_account.incident_id and c.customer_no = p_id and c.base_no = v_account.base_no);
  v_is_right := v_digest is not null and v_digest = p_digest and v_is_customer and v_is_open;
  if v_is_right then
    v_answer := tell_verdict(v_account.incident_id, v_account.base_no, p_id, 'password', null, null, v_now);
  end if;
  if v_answer is null then
    perform portal_fail(v_account.incident_id, v_key, v_now);
    return '{"outcome": "unconfirmed"}';
  end if;
  if p_session is not null then
    insert into portal_session (hash, incident_id, base_no, customer_no, channel, created_at, expires_at)
      values (p_session, v_account.incident_id, v_account.base_no, p_id, 'password', v_now, v_now + interval '1 hour')
      on conflict (hash) do nothing;
  end if;
  return v_answer;
end $$;

-- A stronger hash of the same password in the place of a weaker one; only who has just shown the old digest may.
create function portal_upgrade_password(p_slug text, p_shop text, p_id text, p_digest bytea, p_setting text, p_new bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account record;
begin
  if p_setting !~ '^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}$' or length(p_new) <> 32 then
    return false;
  end if;
  select * into v_account from portal_account(p_slug, p_shop);
  update customer_password set setting = p_setting, digest = p_new, upgraded_at = clock_timestamp()
    where incident_id = v_account.incident_id and base_no = v_account.base_no and customer_no = p_id and digest = p_digest;
  return found;
end $$;

-- As before, but a code that is right and locked takes no longer than one that is wrong.
create or replace function portal_check_code(p_slug text, p_code bytea, p_beginning bytea, p_address inet, p_session bytea default null)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_wait integer := portal_allow(p_address, v_now);
  v_key bigint := portal_failure_key(p_beginning, p_address);
  v_incident uuid;
  v_code record;
  v_is_open boolean;
  v_is_right boolean;
  v_answer jsonb;
begin
  if v_wait is not null then
    return jsonb_build_object('outcome', 'limited', 'retryAfterSeconds', v_wait);
  end if;
  -- Tries of the same beginning from the same network one after the other: many at once are no way around the limit.
  perform pg_advisory_xact_lock(v_key);
  -- Counted for every code: asked of right ones alone it would tell them from wrong ones by the time it takes.
  v_is_open := portal_failures(v_key, v_now) < (select failures from portal_limit);
  select p.incident_id into v_incident from publication p
    where p.slug = p_slug and p.published_at is not null and 'code' = any (p.checks);
  select c.incident_id, c.batch_no, c.base_no, c.customer_no, c.revoked_at, b.state into v_code
    from verification_code c join code_batch b on b.incident_id = c.incident_id and b.no = c.batch_no
    where c.hash = p_code;
  v_is_right := v_code.incident_id is not null and v_code.incident_id is not distinct from v_incident
    and v_code.revoked_at is null and v_code.state <> 'revoked' and v_is_open;
  if v_is_right then
    v_answer := tell_verdict(v_incident, v_code.base_no, v_code.customer_no, 'code', v_code.batch_no, null, v_now);
  end if;
  if v_answer is null then
    perform from customer c left join customer_person l on l.customer_id = c.id
      where c.incident_id = v_incident and c.customer_no = '' and c.base_no = 0;
    perform from scope_run r join scope_result s on s.incident_id = r.incident_id and s.run_no = r.no and s.base_no = 0 and s.customer_no = ''
      where r.incident_id = v_incident and r.state = 'frozen';
    perform portal_fail(v_incident, v_key, v_now);
    return '{"outcome": "unconfirmed"}';
  end if;
  if p_session is not null then
    insert into portal_session (hash, incident_id, base_no, customer_no, channel, created_at, expires_at)
      values (p_session, v_incident, v_code.base_no, v_code.customer_no, 'code', v_now, v_now + interval '1 hour')
      on conflict (hash) do nothing;
  end if;
  return v_answer;
end $$;

revoke all on function login_data_leaked(uuid), password_check_stands(uuid), end_password_check(), portal_account(text, text),
  portal_password_setting(text, text, text, inet), portal_check_password(text, text, text, bytea, bytea, inet, bytea),
  portal_upgrade_password(text, text, text, bytea, text, bytea) from public;
grant execute on function portal_password_setting(text, text, text, inet), portal_check_password(text, text, text, bytea, bytea, inet, bytea),
  portal_upgrade_password(text, text, text, bytea, text, bytea) to keii_portal;
