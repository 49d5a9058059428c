-- Am I affected? Codes by which customers ask, what each was told, and how often anybody may try.

-- The key outside the database with which codes are hashed: another one would find none of them.
alter table installation add column code_key_fingerprint text;
select audit_table('installation', null, '{only_one,epoch,created_at,outgoing_held_since,is_demo,code_key_fingerprint}', id_columns => '{only_one}');

create table code_batch (
  id uuid not null constraint code_batch_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint code_batch_incident_fk references incident (id),
  no integer not null,
  label text not null,
  run_no integer not null,
  audience text not null,
  -- Of these member bases alone; of all where it is empty.
  base_nos smallint[] not null default '{}',
  key_fingerprint text not null,
  code_count integer not null,
  -- Codes are made while they are downloaded, the one time that they are seen.
  state text not null default 'planned',
  made_at timestamptz,
  created_at timestamptz not null,
  created_by uuid constraint code_batch_created_by_fk references app_user (id),
  downloaded_at timestamptz,
  downloaded_by uuid constraint code_batch_downloaded_by_fk references app_user (id),
  revocation_reason text,
  revoked_at timestamptz,
  revoked_by uuid constraint code_batch_revoked_by_fk references app_user (id),
  constraint code_batch_in_incident unique (incident_id, id),
  constraint code_batch_no_key unique (incident_id, no),
  constraint code_batch_run_fk foreign key (incident_id, run_no) references scope_run (incident_id, no),
  constraint code_batch_audience_known check (audience in ('affected', 'unlisted', 'everybody', 'changed')),
  constraint code_batch_state_known check (state in ('planned', 'made', 'downloaded', 'revoked')),
  constraint code_batch_downloaded check (state <> 'downloaded' or downloaded_at is not null),
  constraint code_batch_revoked check ((state = 'revoked') = (revoked_at is not null) and (revoked_at is null) = (revocation_reason is null))
);
create index code_batch_created on code_batch (incident_id, created_at, id);
select audit_table('code_batch', 'code-batches',
  '{id,version,incident_id,no,label,run_no,audience,base_nos,key_fingerprint,code_count,state,made_at,created_at,created_by,downloaded_at,downloaded_by,revocation_reason,revoked_at,revoked_by}');
grant select, insert, update on code_batch to keii_console, keii_worker;

-- HMAC-SHA256 of a code; the code itself stands in the letter alone.
create table verification_code (
  hash bytea not null constraint verification_code_pk primary key,
  incident_id uuid not null,
  batch_no integer not null,
  base_no smallint not null,
  customer_no text not null,
  revoked_at timestamptz,
  constraint verification_code_batch_fk foreign key (incident_id, batch_no) references code_batch (incident_id, no)
);
create index verification_code_customer on verification_code (customer_no, incident_id, base_no);
create index verification_code_batch on verification_code (incident_id, batch_no, base_no, customer_no);
grant select, insert, update, delete on verification_code to keii_console, keii_worker;

-- Who was told what, when, under which run, by which way. No reference to the run: thousands in a second would lock its row.
create table verdict_receipt (
  no bigint not null constraint verdict_receipt_pk primary key,
  incident_id uuid not null,
  base_no smallint not null,
  customer_no text not null,
  run_no integer not null,
  verdict text not null,
  channel text not null,
  -- One a day: whoever asks again that day is shown the same.
  told_on date not null,
  told_at timestamptz not null,
  batch_no integer,
  told_by uuid constraint verdict_receipt_told_by_fk references app_user (id),
  constraint verdict_receipt_once unique (customer_no, incident_id, base_no, run_no, channel, told_on, verdict),
  constraint verdict_receipt_verdict_known check (verdict in ('affected', 'unlisted', 'not_affected')),
  constraint verdict_receipt_channel_known check (channel in ('code', 'password', 'mail', 'shop', 'phone', 'letter'))
);
create index verdict_receipt_batch on verdict_receipt (incident_id, batch_no, channel) where batch_no is not null;
select append_only('verdict_receipt');
create trigger forbid_truncate before truncate on verdict_receipt execute function forbid_change();
grant select, insert on verdict_receipt to keii_console, keii_worker;

-- Whoever was last told something else than the official run says. Derived, made anew whenever a run becomes official.
create table verdict_change (
  incident_id uuid not null,
  base_no smallint not null,
  customer_no text not null,
  run_no integer not null,
  verdict text not null,
  told_no bigint not null,
  told_run_no integer not null,
  told_verdict text not null,
  told_channel text not null,
  told_at timestamptz not null,
  retold_no bigint,
  retold_at timestamptz,
  constraint verdict_change_pk primary key (incident_id, base_no, customer_no)
);
create index verdict_change_open on verdict_change (incident_id, base_no, customer_no) where retold_at is null;
grant select on verdict_change to keii_console, keii_worker;

-- Tries that ended with "cannot confirm", by day. In shards, so that nobody waits for another one's row.
create table unconfirmed_count (
  incident_id uuid not null,
  counted_on date not null,
  shard smallint not null,
  n integer not null,
  constraint unconfirmed_count_pk primary key (incident_id, counted_on, shard)
);
grant select on unconfirmed_count to keii_console, keii_worker;

create table portal_limit (
  only_one boolean not null default true constraint portal_limit_pk primary key check (only_one),
  -- A minute: from one address (of IPv6 one /64), and from one /48.
  per_address integer not null default 60,
  per_wide_network integer not null default 600,
  -- An hour: of one beginning of a code, or one id, from one network.
  failures integer not null default 10,
  -- A minute, of everybody; and how many of them a process takes at a time.
  overall integer not null default 600000,
  lease integer not null default 2000,
  constraint portal_limit_sensible check (least(per_address, per_wide_network, failures, overall, lease) > 0)
);
select audit_table('portal_limit', null, '{only_one,per_address,per_wide_network,failures,overall,lease}', id_columns => '{only_one}');
select set_config('keii.actor', '{"kind": "operator", "name": "migration 0025"}', true);
insert into portal_limit default values;
select set_config('keii.actor', '', true);
grant select, update on portal_limit to keii_console, keii_worker;

-- Counters of this minute and this hour, and who is signed in: nothing that a crash or a backup need keep.
create unlogged table portal_try (
  key bigint not null,
  minute bigint not null,
  n integer not null,
  constraint portal_try_pk primary key (key, minute)
) with (fillfactor = 70);
create unlogged table portal_failure (
  key bigint not null,
  hour bigint not null,
  n integer not null,
  constraint portal_failure_pk primary key (key, hour)
) with (fillfactor = 70);
create unlogged table portal_lease (
  minute bigint not null constraint portal_lease_pk primary key,
  taken integer not null
);
create unlogged table portal_session (
  hash bytea not null constraint portal_session_pk primary key,
  incident_id uuid not null,
  base_no smallint not null,
  customer_no text not null,
  channel text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index portal_session_expiry on portal_session (expires_at);
grant select, delete on portal_try, portal_failure, portal_lease, portal_session to keii_worker;

insert into unaudited_table (table_name, reason) values
  ('verification_code', 'a batch is one entry; making, downloading and revoking are acts'),
  ('verdict_receipt', 'is a record itself, written once'),
  ('verdict_change', 'derived from receipts and the official run'),
  ('unconfirmed_count', 'a count of tries by day'),
  ('portal_try', 'counters of a minute'),
  ('portal_failure', 'counters of an hour'),
  ('portal_lease', 'a counter of a minute'),
  ('portal_session', 'of the public; each is opened with a receipt');

insert into column_class (table_name, column_name, class)
select c.relname, a.attname,
  case when a.attname = 'customer_no' then 'personal' when a.attname = 'hash' then 'secret' else 'public' end
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relname in ('verification_code', 'verdict_receipt', 'verdict_change', 'unconfirmed_count', 'portal_try', 'portal_failure', 'portal_lease', 'portal_session');

-- What an earlier version of a purchase said, found by its customer: a verdict is explained by the rows its run saw.
create index purchase_past_customer on purchase_past (customer_no, incident_id, base_no);

-- Accounts that were linked to one person are told one verdict: the gravest.
create function verdict_rank(verdict text) returns integer
language sql immutable parallel safe as $$
  select case verdict when 'affected' then 2 when 'unlisted' then 1 else 0 end
$$;

-- Purchases of accounts that put them inside the exposures of a run: those of the rows that the run saw.
create function verdict_purchases(
  p_incident uuid, p_zone text, p_exposures jsonb, p_batch integer, p_verdict text, p_nos smallint[], p_bases smallint[], p_customers text[])
returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with asked as materialized (
    select (e ->> 'from')::timestamptz as since, (e ->> 'until')::timestamptz as until,
           e -> 'methods' as methods, e -> 'siteNos' as sites, e -> 'statuses' as statuses, e -> 'baseNos' as bases,
           jsonb_array_length(e -> 'methods') = 0 as any_method, jsonb_array_length(e -> 'siteNos') = 0 as any_site,
           jsonb_array_length(e -> 'baseNos') = 0 as any_base, g.no as list_no, g.kind as list_kind, g.base_no as list_base
    from jsonb_array_elements(p_exposures) e
    left join given_list g on g.incident_id = p_incident and g.no = (e ->> 'givenListNo')::integer
    where e ->> 'subject' = 'purchases' and (e ->> 'no')::smallint = any (p_nos)
  ), inside as (
    select p.paid_at, p.site_no, p.last4, p.brand, p.order_no
    from unnest(p_bases, p_customers) a (base_no, customer_no)
    cross join lateral (
      select paid_at, site_no, method, status, order_no, transaction_no, last4, brand from purchase
        where customer_no = a.customer_no and incident_id = p_incident and base_no = a.base_no and batch_no <= p_batch
      union all
      select paid_at, site_no, method, status, order_no, transaction_no, last4, brand from purchase_past
        where customer_no = a.customer_no and incident_id = p_incident and base_no = a.base_no and batch_no <= p_batch and until_batch > p_batch
    ) p
    where exists (
      select from asked e
      where (e.any_method or e.methods ? p.method) and (e.any_site or e.sites @> to_jsonb(p.site_no))
        and e.statuses ? p.status and (e.any_base or e.bases @> to_jsonb(a.base_no))
        and (e.since is null or p.paid_at >= e.since) and (e.until is null or p.paid_at < e.until)
        and (e.list_no is null or (p_verdict = 'affected') = exists (
          select from given_list_item i where i.incident_id = p_incident and i.list_no = e.list_no
            and (e.list_base is null or e.list_base = a.base_no)
            and i.key = case e.list_kind when 'customers' then a.customer_no when 'orders' then p.order_no else p.transaction_no end)))
  )
  select jsonb_build_object('count', count(*), 'purchases', coalesce(jsonb_agg(jsonb_build_object(
      'siteNo', site_no, 'on', to_char(paid_at at time zone p_zone, 'YYYY-MM-DD'), 'last4', last4, 'brand', brand)
      order by paid_at desc nulls last, order_no) filter (where place <= 30), '[]'))
  from (select *, row_number() over (order by paid_at desc nulls last, order_no) as place from inside) placed
$$;

-- The official verdict of one account, with its receipt. Null where no run is official.
create function tell_verdict(
  p_incident uuid, p_base smallint, p_customer text, p_channel text, p_batch integer, p_by uuid, p_now timestamptz)
returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_run record;
  v_person uuid;
  v_bases smallint[] := array[p_base];
  v_customers text[] := array[p_customer];
  v_result record;
  v_verdict text := 'not_affected';
  v_nos smallint[] := '{}';
  v_inside jsonb := '{"count": 0, "purchases": []}';
  v_today date;
  v_no bigint;
  v_told timestamptz;
  v_change record;
begin
  select r.no, r.batch_no, r.exposures, i.zone into v_run
    from scope_run r join incident i on i.id = r.incident_id where r.incident_id = p_incident and r.state = 'frozen';
  if not found then
    return null;
  end if;
  select l.person_id into v_person from customer c join customer_person l on l.customer_id = c.id
    where c.incident_id = p_incident and c.customer_no = p_customer and c.base_no = p_base;
  if v_person is null then
    select r.verdict, r.exposure_nos into v_result from scope_result r
      where r.incident_id = p_incident and r.run_no = v_run.no and r.base_no = p_base and r.customer_no = p_customer;
    if found then
      v_verdict := v_result.verdict;
      v_nos := v_result.exposure_nos;
    end if;
  else
    with accounts as (
      select c.base_no, c.customer_no, coalesce(r.verdict, 'not_affected') as verdict, r.exposure_nos
      from customer_person l join customer c on c.id = l.customer_id
      left join scope_result r on r.incident_id = p_incident and r.run_no = v_run.no and r.base_no = c.base_no and r.customer_no = c.customer_no
      where l.incident_id = p_incident and l.person_id = v_person
    ), gravest as (select verdict from accounts order by verdict_rank(verdict) desc limit 1)
    select g.verdict, array_agg(a.base_no), array_agg(a.customer_no),
        coalesce((select array_agg(distinct e order by e) from accounts b, unnest(b.exposure_nos) e where b.verdict = g.verdict), '{}')
      into v_verdict, v_bases, v_customers, v_nos
      from gravest g join accounts a on a.verdict = g.verdict group by g.verdict;
  end if;
  if v_verdict <> 'not_affected' then
    v_inside := verdict_purchases(p_incident, v_run.zone, v_run.exposures, v_run.batch_no, v_verdict, v_nos, v_bases, v_customers);
  end if;
  v_today := (p_now at time zone v_run.zone)::date;
  for attempt in 1..20 loop
    insert into verdict_receipt (no, incident_id, base_no, customer_no, run_no, verdict, channel, told_on, told_at, batch_no, told_by)
      values (('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint % 17249876309,
        p_incident, p_base, p_customer, v_run.no, v_verdict, p_channel, v_today, p_now, p_batch, p_by)
      on conflict do nothing returning no, told_at into v_no, v_told;
    if not found then
      -- Told today already, unless the number is somebody else's: then another one is drawn.
      select no, told_at into v_no, v_told from verdict_receipt
        where customer_no = p_customer and incident_id = p_incident and base_no = p_base and run_no = v_run.no
          and channel = p_channel and told_on = v_today and verdict = v_verdict;
    end if;
    exit when v_no is not null;
  end loop;
  if v_no is null then
    raise exception 'no number was free for a receipt';
  end if;
  select c.told_verdict, c.told_at, c.retold_at into v_change from verdict_change c
    where c.incident_id = p_incident and c.base_no = p_base and c.customer_no = p_customer and c.run_no = v_run.no;
  if found and v_change.retold_at is null then
    update verdict_change set retold_at = p_now, retold_no = v_no
      where incident_id = p_incident and base_no = p_base and customer_no = p_customer and retold_at is null;
  end if;
  return jsonb_build_object(
    'outcome', 'told', 'runNo', v_run.no, 'verdict', v_verdict, 'exposureNos', to_jsonb(v_nos), 'channel', p_channel,
    'purchases', v_inside -> 'purchases', 'purchaseCount', v_inside -> 'count', 'receiptNo', v_no,
    'toldAt', to_char(v_told at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'changed', case when v_change.told_verdict is not null then jsonb_build_object(
      'from', v_change.told_verdict, 'toldAt', to_char(v_change.told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end);
end $$;

-- The one key of an address under which tries are counted: IPv4 as it is, also where it came mapped, IPv6 by its /64.
create function portal_network(address inet) returns inet
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case
    when family(address) = 4 then set_masklen(address, 32)
    when address << inet '::ffff:0:0/96' then inet '0.0.0.0' + (set_masklen(address, 128) - inet '::ffff:0:0')
    else network(set_masklen(address, 64)) end
$$;

-- Counts a try of an address; null where it may be made, else the seconds until one may be made again.
create function portal_allow(p_address inet, p_now timestamptz) returns integer
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_limit portal_limit;
  v_minute bigint := floor(extract(epoch from p_now) / 60);
  v_network inet := portal_network(p_address);
  v_keys bigint[];
  v_most integer[];
  v_n integer;
begin
  select * into v_limit from portal_limit;
  v_keys := array[hashtextextended(v_network::text, 1)];
  v_most := array[v_limit.per_address];
  if family(v_network) = 6 then
    v_keys := hashtextextended(network(set_masklen(v_network, 48))::text, 2) || v_keys;
    v_most := v_limit.per_wide_network || v_most;
  end if;
  -- Looked at before it is written, so that whoever is over the limit waits for no lock and spends nothing of a wider one.
  for i in 1..cardinality(v_keys) loop
    select n into v_n from portal_try where key = v_keys[i] and minute = v_minute;
    if v_n >= v_most[i] then
      return (v_minute + 1) * 60 - floor(extract(epoch from p_now));
    end if;
  end loop;
  for i in 1..cardinality(v_keys) loop
    insert into portal_try as t (key, minute, n) values (v_keys[i], v_minute, 1)
      on conflict (key, minute) do update set n = t.n + 1 where t.n < v_most[i];
    if not found then
      return (v_minute + 1) * 60 - floor(extract(epoch from p_now));
    end if;
  end loop;
  return null;
end $$;

-- Under which failures are counted: what was typed (its beginning, as a keyed hash) and from where; never one of them alone.
create function portal_failure_key(p_typed bytea, p_address inet) returns bigint
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select hashtextextended(encode(p_typed, 'hex') || ' ' || portal_network(p_address)::text, 3)
$$;

create function portal_failures(p_key bigint, p_now timestamptz) returns integer
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select n from portal_failure where key = p_key and hour = floor(extract(epoch from p_now) / 3600)::bigint), 0)
$$;

create function portal_fail(p_incident uuid, p_key bigint, p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into portal_failure as f (key, hour, n) values (p_key, floor(extract(epoch from p_now) / 3600), 1)
    on conflict (key, hour) do update set n = least(f.n + 1, 1000000);
  insert into unconfirmed_count as c (incident_id, counted_on, shard, n)
    values (coalesce(p_incident, '00000000-0000-0000-0000-000000000000'), (p_now at time zone 'UTC')::date, pg_backend_pid() & 63, 1)
    on conflict (incident_id, counted_on, shard) do update set n = c.n + 1;
  -- A count need not be on the disk before the answer leaves.
  perform set_config('synchronous_commit', 'off', true);
end $$;

-- Limits, code, verdict and receipt in one go. Whatever cannot be confirmed does the same work and answers the same.
create function portal_check_code(p_slug text, p_code bytea, p_beginning bytea, p_address inet, p_session bytea default null)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_wait integer := portal_allow(p_address, v_now);
  v_key bigint := portal_failure_key(p_beginning, p_address);
  v_incident uuid;
  v_code record;
  v_is_right boolean;
  v_answer jsonb;
begin
  if v_wait is not null then
    return jsonb_build_object('outcome', 'limited', 'retryAfterSeconds', v_wait);
  end if;
  -- Tries of the same beginning from the same network one after the other: many at once are no way around the limit.
  perform pg_advisory_xact_lock(v_key);
  select p.incident_id into v_incident from publication p
    where p.slug = p_slug and p.published_at is not null and 'code' = any (p.checks);
  select c.incident_id, c.batch_no, c.base_no, c.customer_no, c.revoked_at, b.state into v_code
    from verification_code c join code_batch b on b.incident_id = c.incident_id and b.no = c.batch_no
    where c.hash = p_code;
  v_is_right := v_code.incident_id is not null and v_code.incident_id is not distinct from v_incident
    and v_code.revoked_at is null and v_code.state <> 'revoked'
    and portal_failures(v_key, v_now) < (select failures from portal_limit);
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

-- Whose session it is, as long as it lasts and the incident is published; for the functions of My page.
create function portal_session_of(p_slug text, p_session bytea)
returns table (incident_id uuid, base_no smallint, customer_no text, channel text)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select s.incident_id, s.base_no, s.customer_no, s.channel
  from portal_session s join publication p on p.incident_id = s.incident_id
  where s.hash = p_session and p.slug = p_slug and p.published_at is not null and s.expires_at > clock_timestamp()
$$;

-- The same answer again for who is signed in; null where nobody is.
create function portal_my_verdict(p_slug text, p_session bytea) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_session record;
begin
  select * into v_session from portal_session_of(p_slug, p_session);
  if not found then
    return null;
  end if;
  return tell_verdict(v_session.incident_id, v_session.base_no, v_session.customer_no, v_session.channel, null, null, clock_timestamp());
end $$;

create function portal_sign_out(p_session bytea) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from portal_session where hash = p_session
$$;

-- What stands beside every verdict of an incident: the same for everybody, so that a process may keep it for seconds.
create function portal_verdict_facts(p_slug text) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'runNo', r.no, 'zone', i.zone, 'asOf', to_char(r.created_at at time zone i.zone, 'YYYY-MM-DD'),
    'exposures', coalesce((select jsonb_agg(jsonb_build_object(
        'no', e -> 'no', 'name', e -> 'name', 'vector', coalesce(x.vector, ''), 'subject', e -> 'subject',
        'fromOn', e -> 'fromOn', 'untilOn', e -> 'untilOn', 'siteNos', e -> 'siteNos', 'dataItems', e -> 'dataItems',
        'fromAt', case when (e ->> 'from')::timestamptz at time zone (e ->> 'zone') <> (e ->> 'fromOn')::date then e ->> 'from' end,
        'untilAt', case when (e ->> 'until')::timestamptz at time zone (e ->> 'zone') <> (e ->> 'untilOn')::date + 1
          then to_char(((e ->> 'until')::timestamptz - interval '1 minute') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end)
        order by place)
      from jsonb_array_elements(r.exposures) with ordinality as pinned (e, place)
      left join exposure x on x.incident_id = r.incident_id and x.id = (e ->> 'id')::uuid), '[]'),
    'sites', coalesce((select jsonb_agg(jsonb_build_object('no', s.no, 'name', s.name, 'isListed', s.is_listed) order by s.no)
      from site s where s.incident_id = r.incident_id), '[]'),
    'fees', coalesce((select jsonb_agg(jsonb_build_object('party', party, 'standing', standing) order by occurred_on, id)
      from (select distinct on (q.party_id) coalesce(y.short_name, y.official_name) as party, q.occurred_on, q.id,
              case when q.standing in ('requested', 'promised', 'partly') then q.standing else 'unknown' end as standing
            from partner_request q join party y on y.id = q.party_id
            where q.incident_id = r.incident_id and q.kind = 'waive_reissue_fee' and q.standing <> 'withdrawn'
            order by q.party_id, q.occurred_on desc, q.created_at desc, q.id desc) fees), '[]'))
  from publication p join incident i on i.id = p.incident_id join scope_run r on r.incident_id = i.id and r.state = 'frozen'
  where p.slug = p_slug and p.published_at is not null
$$;

-- A share of this minute's tries for one process: as many as asked for, or what is left.
create function portal_take_lease() returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_minute bigint := floor(extract(epoch from v_now) / 60);
  v_limit portal_limit;
  v_before integer;
begin
  perform set_config('synchronous_commit', 'off', true);
  select * into v_limit from portal_limit;
  insert into portal_lease (minute, taken) values (v_minute, 0) on conflict (minute) do nothing;
  select taken into v_before from portal_lease where minute = v_minute for update;
  update portal_lease set taken = least(v_limit.overall, taken + v_limit.lease) where minute = v_minute;
  return jsonb_build_object(
    'granted', greatest(0, least(v_limit.lease, v_limit.overall - v_before)),
    'milliseconds', ceil(((v_minute + 1) * 60 - extract(epoch from v_now)) * 1000));
end $$;

create function portal_code_key() returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select code_key_fingerprint from installation
$$;

-- Whoever was last told something else than the official run says; of these customers, or of everybody (null).
create function renew_verdict_changes(p_incident uuid, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_run integer := (select no from scope_run where incident_id = p_incident and state = 'frozen');
begin
  delete from verdict_change x where x.incident_id = p_incident and (p_customers is null or exists (
    select from customer c where c.id = any (p_customers) and c.incident_id = x.incident_id and c.base_no = x.base_no and c.customer_no = x.customer_no));
  if v_run is null then
    return;
  end if;
  insert into verdict_change (incident_id, base_no, customer_no, run_no, verdict, told_no, told_run_no, told_verdict, told_channel, told_at)
  with told as materialized (
    select distinct on (t.customer_no, t.base_no) t.*
    from verdict_receipt t
    where t.incident_id = p_incident and (p_customers is null or exists (
      select from customer c where c.id = any (p_customers) and c.incident_id = t.incident_id and c.base_no = t.base_no and c.customer_no = t.customer_no))
    order by t.customer_no, t.base_no, t.told_at desc, t.run_no desc, t.no
  ), persons as (
    select c.base_no, c.customer_no, max(verdict_rank(r.verdict)) over (partition by l.person_id) as rank
    from customer_person l join customer c on c.id = l.customer_id
    left join scope_result r on r.incident_id = l.incident_id and r.run_no = v_run and r.base_no = c.base_no and r.customer_no = c.customer_no
    where l.incident_id = p_incident
  ), now_said as (
    select t.*, (array['not_affected', 'unlisted', 'affected'])[1 + greatest(verdict_rank(r.verdict), coalesce(p.rank, 0))] as says
    from told t
    left join scope_result r on r.incident_id = p_incident and r.run_no = v_run and r.base_no = t.base_no and r.customer_no = t.customer_no
    left join persons p on p.base_no = t.base_no and p.customer_no = t.customer_no
  )
  select p_incident, base_no, customer_no, v_run, says, no, run_no, verdict, channel, told_at from now_said where says <> verdict;
end $$;

create function verdicts_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'scope_run' then
    perform renew_verdict_changes(new.incident_id, null);
  else
    perform renew_verdict_changes(coalesce(new.incident_id, old.incident_id), array(
      select customer_id from customer_person where person_id in (new.person_id, old.person_id)
      union select new.customer_id union select old.customer_id));
  end if;
  return null;
end $$;
create trigger verdicts_changed_by_run after update of state on scope_run
  for each row when (new.state = 'frozen' and old.state is distinct from 'frozen') execute function verdicts_changed();
create trigger verdicts_changed_by_link after insert or update or delete on customer_person
  for each row execute function verdicts_changed();

-- Everybody who has a code of the batch was told by letter, by mail or by telephone what its run says; answers how many.
create function tell_batch(p_incident uuid, p_batch integer, p_channel text, p_at timestamptz, p_by uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_run integer;
  v_zone text;
  v_on date;
  v_said integer := 0;
  v_now integer;
begin
  select b.run_no, i.zone into v_run, v_zone from code_batch b join incident i on i.id = b.incident_id
    where b.incident_id = p_incident and b.no = p_batch;
  v_on := (p_at at time zone v_zone)::date;
  -- Drawn numbers meet now and then: those without a receipt draw again.
  for attempt in 1..20 loop
    with persons as (
      select c.base_no, c.customer_no, max(verdict_rank(r.verdict)) over (partition by l.person_id) as rank
      from customer_person l join customer c on c.id = l.customer_id
      left join scope_result r on r.incident_id = l.incident_id and r.run_no = v_run and r.base_no = c.base_no and r.customer_no = c.customer_no
      where l.incident_id = p_incident
    ), said as (
      select distinct v.base_no, v.customer_no,
        (array['not_affected', 'unlisted', 'affected'])[1 + greatest(verdict_rank(r.verdict), coalesce(p.rank, 0))] as verdict
      from verification_code v
      left join scope_result r on r.incident_id = p_incident and r.run_no = v_run and r.base_no = v.base_no and r.customer_no = v.customer_no
      left join persons p on p.base_no = v.base_no and p.customer_no = v.customer_no
      where v.incident_id = p_incident and v.batch_no = p_batch and v.revoked_at is null
    )
    insert into verdict_receipt (no, incident_id, base_no, customer_no, run_no, verdict, channel, told_on, told_at, batch_no, told_by)
    select ('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint % 17249876309,
      p_incident, s.base_no, s.customer_no, v_run, s.verdict, p_channel, v_on, p_at, p_batch, p_by
    from said s where not exists (
      select from verdict_receipt t where t.customer_no = s.customer_no and t.incident_id = p_incident and t.base_no = s.base_no
        and t.run_no = v_run and t.channel = p_channel and t.told_on = v_on and t.verdict = s.verdict)
    on conflict do nothing;
    get diagnostics v_now = row_count;
    exit when v_now = 0;
    v_said := v_said + v_now;
  end loop;
  perform renew_verdict_changes(p_incident, null);
  return v_said;
end $$;

-- By the console alone: what somebody was told on the telephone.
create function record_told(p_incident uuid, p_base smallint, p_customer text, p_channel text, p_by uuid, p_at timestamptz) returns jsonb
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select tell_verdict(p_incident, p_base, p_customer, p_channel, null, p_by, p_at)
$$;

grant execute on function tell_batch(uuid, integer, text, timestamptz, uuid), record_told(uuid, smallint, text, text, uuid, timestamptz) to keii_console, keii_worker;
grant execute on function verdict_rank(text) to keii_console, keii_worker;
grant execute on function portal_check_code(text, bytea, bytea, inet, bytea), portal_my_verdict(text, bytea), portal_sign_out(bytea) to keii_portal;
grant execute on function portal_verdict_facts(text), portal_take_lease(), portal_code_key() to keii_portal;
