-- What thousands ask at once, with fewer and planned statements: a function in SQL is planned at every call, one in
-- PL/pgSQL once a connection.

create or replace function verdict_purchases(
  p_incident uuid, p_zone text, p_exposures jsonb, p_batch integer, p_verdict text, p_nos smallint[], p_bases smallint[], p_customers text[])
returns jsonb
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
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
          -- One look by the key. "exists" is answered from a hash of the whole list where that seems to pay.
          and (e.list_no is null or (p_verdict = 'affected') = ((
            select 1 from given_list_item i where i.incident_id = p_incident and i.list_no = e.list_no
              and (e.list_base is null or e.list_base = a.base_no)
              and i.key = case e.list_kind when 'customers' then a.customer_no when 'orders' then p.order_no else p.transaction_no end
          ) is not null)))
    )
    select jsonb_build_object('count', count(*), 'purchases', coalesce(jsonb_agg(jsonb_build_object(
        'siteNo', site_no, 'on', to_char(paid_at at time zone p_zone, 'YYYY-MM-DD'), 'last4', last4, 'brand', brand)
        order by paid_at desc nulls last, order_no) filter (where place <= 30), '[]'))
    from (select *, row_number() over (order by paid_at desc nulls last, order_no) as place from inside) placed
  );
end $$;

-- The official verdict of one account, with its receipt. Null where no run is official.
create or replace function tell_verdict(
  p_incident uuid, p_base smallint, p_customer text, p_channel text, p_batch integer, p_by uuid, p_now timestamptz)
returns jsonb
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_run record;
  v_bases smallint[] := array[p_base];
  v_customers text[] := array[p_customer];
  v_verdict text := 'not_affected';
  v_nos smallint[] := '{}';
  v_inside jsonb := '{"count": 0, "purchases": []}';
  v_today date;
  v_no bigint;
  v_told timestamptz;
begin
  select r.no, r.batch_no, r.exposures, i.zone, s.verdict, s.exposure_nos, l.person_id,
      c.told_verdict, c.told_at, c.retold_at into v_run
    from scope_run r join incident i on i.id = r.incident_id
    left join scope_result s on s.incident_id = r.incident_id and s.run_no = r.no and s.base_no = p_base and s.customer_no = p_customer
    left join customer a on a.incident_id = r.incident_id and a.customer_no = p_customer and a.base_no = p_base
    left join customer_person l on l.customer_id = a.id
    left join verdict_change c on c.incident_id = r.incident_id and c.base_no = p_base and c.customer_no = p_customer and c.run_no = r.no
    where r.incident_id = p_incident and r.state = 'frozen';
  if not found then
    return null;
  end if;
  if v_run.person_id is null then
    if v_run.verdict is not null then
      v_verdict := v_run.verdict;
      v_nos := v_run.exposure_nos;
    end if;
  else
    with accounts as (
      select c.base_no, c.customer_no, coalesce(r.verdict, 'not_affected') as verdict, r.exposure_nos
      from customer_person l join customer c on c.id = l.customer_id
      left join scope_result r on r.incident_id = p_incident and r.run_no = v_run.no and r.base_no = c.base_no and r.customer_no = c.customer_no
      where l.incident_id = p_incident and l.person_id = v_run.person_id
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
  if v_run.told_verdict is not null and v_run.retold_at is null then
    update verdict_change set retold_at = p_now, retold_no = v_no
      where incident_id = p_incident and base_no = p_base and customer_no = p_customer and retold_at is null;
  end if;
  return jsonb_build_object(
    'outcome', 'told', 'runNo', v_run.no, 'verdict', v_verdict, 'exposureNos', to_jsonb(v_nos), 'channel', p_channel,
    'purchases', v_inside -> 'purchases', 'purchaseCount', v_inside -> 'count', 'receiptNo', v_no,
    'toldAt', to_char(v_told at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'changed', case when v_run.told_verdict is not null then jsonb_build_object(
      'from', v_run.told_verdict, 'toldAt', to_char(v_run.told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end);
end $$;

-- Limits, code, verdict and receipt in one go. Whatever cannot be confirmed does the same work and answers the same.
create or replace function portal_check_code(p_slug text, p_code bytea, p_beginning bytea, p_address inet, p_session bytea default null)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_wait integer := portal_allow(p_address, v_now);
  v_key bigint := portal_failure_key(p_beginning, p_address);
  v_code record;
  v_answer jsonb;
begin
  if v_wait is not null then
    return jsonb_build_object('outcome', 'limited', 'retryAfterSeconds', v_wait);
  end if;
  -- Tries of the same beginning from the same network one after the other: many at once are no way around the limit.
  perform pg_advisory_xact_lock(v_key);
  select p.incident_id as page, c.incident_id, c.batch_no, c.base_no, c.customer_no,
      c.incident_id = p.incident_id and c.revoked_at is null and c.state <> 'revoked'
        and coalesce(f.n, 0) < m.failures as is_right into v_code
    from portal_limit m
    left join publication p on p.slug = p_slug and p.published_at is not null and 'code' = any (p.checks)
    left join (
      select v.incident_id, v.batch_no, v.base_no, v.customer_no, v.revoked_at, b.state
      from verification_code v join code_batch b on b.incident_id = v.incident_id and b.no = v.batch_no
      where v.hash = p_code) c on true
    left join portal_failure f on f.key = v_key and f.hour = floor(extract(epoch from v_now) / 3600)::bigint;
  if v_code.is_right then
    v_answer := tell_verdict(v_code.incident_id, v_code.base_no, v_code.customer_no, 'code', v_code.batch_no, null, v_now);
  end if;
  if v_answer is null then
    perform from customer c left join customer_person l on l.customer_id = c.id
      where c.incident_id = v_code.page and c.customer_no = '' and c.base_no = 0;
    perform from scope_run r join scope_result s on s.incident_id = r.incident_id and s.run_no = r.no and s.base_no = 0 and s.customer_no = ''
      where r.incident_id = v_code.page and r.state = 'frozen';
    perform portal_fail(v_code.page, v_key, v_now);
    return '{"outcome": "unconfirmed"}';
  end if;
  if p_session is not null then
    insert into portal_session (hash, incident_id, base_no, customer_no, channel, created_at, expires_at)
      values (p_session, v_code.incident_id, v_code.base_no, v_code.customer_no, 'code', v_now, v_now + interval '1 hour')
      on conflict (hash) do nothing;
  end if;
  return v_answer;
end $$;

create or replace function portal_failure_key(p_typed bytea, p_address inet) returns bigint
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
  return hashtextextended(encode(p_typed, 'hex') || ' ' || portal_network(p_address)::text, 3);
end $$;

create or replace function portal_network(address inet) returns inet
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
  return case
    when family(address) = 4 then set_masklen(address, 32)
    when address << inet '::ffff:0:0/96' then inet '0.0.0.0' + (set_masklen(address, 128) - inet '::ffff:0:0')
    else network(set_masklen(address, 64)) end;
end $$;
