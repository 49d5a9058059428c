-- What customers ask, and what they are told: one thread each, whichever way it came.

-- A receipt number is random: it does not tell how many asked before. Seven signs and the check sign of the codes.
create function inquiry_receipt() returns text
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  signs constant text := '23456789ABCDEFGHJKMNPQRTVWXYZ';
  bytes bytea;
  said text;
  sum integer;
  value integer;
begin
  loop
    bytes := sha256(uuid_send(gen_random_uuid()));
    said := '';
    sum := 0;
    for n in 0..31 loop
      continue when length(said) = 7 or get_byte(bytes, n) >= 232;
      value := get_byte(bytes, n) % 29;
      sum := sum + (8 - length(said)) * value;
      said := said || substr(signs, value + 1, 1);
    end loop;
    said := said || substr(signs, (29 - sum % 29) % 29 + 1, 1);
    said := 'Q-' || left(said, 4) || '-' || right(said, 4);
    exit when length(said) = 11 and not exists (select from inquiry where receipt = said);
  end loop;
  return said;
end $$;
grant execute on function inquiry_receipt() to keii_console, keii_worker;

create table inquiry (
  id uuid not null constraint inquiry_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint inquiry_incident_fk references incident (id),
  -- Ours alone; what the customer is given is the receipt.
  no bigint not null generated always as identity,
  receipt text not null default inquiry_receipt() constraint inquiry_receipt_key unique,
  channel text not null,
  category text not null,
  language text not null,
  status text not null default 'new',
  assignee_id uuid constraint inquiry_assignee_fk references app_user (id),
  customer_id uuid,
  -- How to reach who asked; may be empty where a customer is known, or nobody wanted an answer.
  name text not null default '',
  email text not null default '',
  phone text not null default '',
  call_back_from timestamptz,
  call_back_until timestamptz,
  received_at timestamptz not null,
  -- Since when somebody waits for us: the first words that no answer followed.
  waiting_since timestamptz not null,
  answered_at timestamptz,
  closed_at timestamptz,
  created_by uuid constraint inquiry_created_by_fk references app_user (id),
  -- Open ones stand first in the list, then those where the customer is to say something, then what is done.
  place smallint not null generated always as (case when status in ('new', 'assigned') then 0 when status = 'waiting' then 1 when status = 'answered' then 2 else 3 end) stored,
  constraint inquiry_in_incident unique (incident_id, id),
  constraint inquiry_customer_fk foreign key (incident_id, customer_id) references customer (incident_id, id),
  constraint inquiry_channel_known check (channel in ('web', 'phone', 'mail', 'letter', 'in_person')),
  constraint inquiry_category_known check (category in ('secondary_damage', 'affected', 'reissue', 'compensation', 'personal_data', 'other')),
  constraint inquiry_language_known check (language in ('ja', 'en')),
  constraint inquiry_status_known check (status in ('new', 'assigned', 'waiting', 'answered', 'closed')),
  constraint inquiry_new_is_nobodys check (status <> 'new' or assignee_id is null),
  constraint inquiry_assigned_to_somebody check (status not in ('assigned', 'waiting', 'answered') or assignee_id is not null),
  constraint inquiry_answered check (status <> 'answered' or answered_at is not null),
  constraint inquiry_closed check ((status = 'closed') = (closed_at is not null)),
  constraint inquiry_call_back check ((call_back_from is null) = (call_back_until is null) and call_back_until > call_back_from and (call_back_from is null or phone <> '')),
  constraint inquiry_contact_length check (length(name) <= 200 and length(email) <= 254 and length(phone) <= 40)
);
create index inquiry_place on inquiry (incident_id, place, waiting_since, id);
create index inquiry_received on inquiry (incident_id, received_at, id);
create index inquiry_assignee on inquiry (incident_id, assignee_id, place, waiting_since, id);
create index inquiry_customer on inquiry (incident_id, customer_id, received_at) where customer_id is not null;
select audit_table('inquiry', 'inquiries',
  '{id,version,incident_id,no,receipt,channel,category,language,status,assignee_id,customer_id,call_back_from,call_back_until,received_at,waiting_since,answered_at,closed_at,created_by,place}',
  '{name,email,phone}');
grant select, insert, update on inquiry to keii_console, keii_worker;

create table inquiry_message (
  id uuid not null constraint inquiry_message_pk primary key,
  incident_id uuid not null,
  inquiry_id uuid not null,
  no integer not null,
  kind text not null,
  text text not null,
  at timestamptz not null,
  -- Who of us wrote it, or wrote down what the customer said; null where the customer wrote.
  author_id uuid constraint inquiry_message_author_fk references app_user (id),
  -- The hash of form and words: what is sent twice is one message.
  form_key bytea,
  search text not null generated always as (search_key(text)) stored,
  constraint inquiry_message_in_incident unique (incident_id, id),
  constraint inquiry_message_no_key unique (inquiry_id, no),
  constraint inquiry_message_form_once unique (incident_id, form_key),
  constraint inquiry_message_inquiry_fk foreign key (incident_id, inquiry_id) references inquiry (incident_id, id),
  constraint inquiry_message_kind_known check (kind in ('customer', 'answer', 'note')),
  constraint inquiry_message_by_us check (kind = 'customer' or author_id is not null),
  constraint inquiry_message_text check (text ~ '\S' and length(text) <= 10000)
);
create index inquiry_message_search on inquiry_message using gin (search gin_trgm_ops);
select audit_table('inquiry_message', 'inquiries', '{id,incident_id,inquiry_id,no,kind,at,author_id}', '{text,search}', '{form_key}', live_column => 'inquiry_id');
select append_only('inquiry_message');
grant select, insert on inquiry_message to keii_console, keii_worker;

-- The keyed hash of the code by which somebody without an account reads the answer. Only functions of the portal ask.
create table inquiry_reading_code (
  inquiry_id uuid not null constraint inquiry_reading_code_pk primary key,
  incident_id uuid not null,
  code_hash bytea not null,
  constraint inquiry_reading_code_inquiry_fk foreign key (incident_id, inquiry_id) references inquiry (incident_id, id),
  constraint inquiry_reading_code_length check (length(code_hash) = 32)
);

insert into unaudited_table (table_name, reason) values
  ('inquiry_reading_code', 'a keyed hash made with its inquiry, which is audited');
insert into column_class (table_name, column_name, class) values
  ('inquiry_reading_code', 'inquiry_id', 'public'),
  ('inquiry_reading_code', 'incident_id', 'public'),
  ('inquiry_reading_code', 'code_hash', 'secret');

-- A session lasts thirty minutes from the last page on, and two hours at most.
alter table portal_session add column seen_at timestamptz not null default clock_timestamp();
insert into column_class (table_name, column_name, class) values ('portal_session', 'seen_at', 'public');

create or replace function portal_session_of(p_slug text, p_session bytea)
returns table (incident_id uuid, base_no smallint, customer_no text, channel text)
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  update portal_session s set seen_at = clock_timestamp(), expires_at = s.created_at + interval '2 hours'
  from publication p
  where s.hash = p_session and p.incident_id = s.incident_id and p.slug = p_slug and p.published_at is not null
    and s.expires_at > clock_timestamp() and s.seen_at > clock_timestamp() - interval '30 minutes'
  returning s.incident_id, s.base_no, s.customer_no, s.channel
$$;

-- Below: what the portal asks. Every function takes the incident by its public name; one that is not published has none.

create function inquiry_incident(wanted text) returns uuid
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select incident_id from publication where slug = wanted and published_at is not null);
end $$;

-- How long a network has to wait before it may write again: as for every try, and 120 times an hour; null where it may.
create function inquiry_wait(address inet) returns integer
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  right_now timestamptz := clock_timestamp();
  this_hour bigint := floor(extract(epoch from right_now) / 3600);
  written bigint := hashtextextended('inquire ' || portal_network(address)::text, 4);
  wait integer := portal_allow(address, right_now);
begin
  if wait is not null then
    return wait;
  end if;
  insert into portal_failure as f (key, hour, n) values (written, this_hour, 1)
    on conflict (key, hour) do update set n = f.n + 1 where f.n < 120;
  return case when found then null else (this_hour + 1) * 3600 - floor(extract(epoch from right_now)) end;
end $$;

create function inquiry_limited(seconds integer) returns jsonb
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('outcome', 'limited', 'retryAfterSeconds', seconds)
$$;

-- Whose session it is, as long as the customer is still known.
create function inquiry_customer(wanted text, session_hash bytea) returns uuid
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  select c.id from portal_session_of(wanted, session_hash) s
  join customer c on c.incident_id = s.incident_id and c.base_no = s.base_no and c.customer_no = s.customer_no
$$;

-- A thread as the customer reads it: no notes, and nobody's name but the desk's.
create function inquiry_as_told(wanted uuid) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('receipt', i.receipt, 'category', i.category, 'receivedAt', portal_instant(i.received_at),
    'status', case when i.status in ('answered', 'closed') then i.status else 'received' end,
    'callBack', case when i.call_back_from is not null then jsonb_build_object('from', portal_instant(i.call_back_from), 'until', portal_instant(i.call_back_until)) end,
    'messages', (select jsonb_agg(jsonb_build_object('by', case m.kind when 'customer' then 'customer' else 'desk' end, 'text', m.text, 'at', portal_instant(m.at)) order by m.no)
      from inquiry_message m where m.inquiry_id = i.id and m.kind <> 'note'))
  from inquiry i where i.id = wanted
$$;

create function inquiry_acts_as_portal() returns void
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  select set_config('keii.actor', '{"kind": "anonymous", "name": "portal"}', true)
$$;

-- Takes an inquiry. The same form with the same words is the same inquiry, however often it arrives.
-- Answers {outcome: received | signedOut | limited, receipt, isRepeated, isReadable, retryAfterSeconds}: readable is a
-- repetition by the code that came along, for as long as somebody may still wait for the first answer; null where nothing of this name is published.
create function portal_inquire(wanted text, form jsonb, form_key bytea, code_hash bytea, session_hash bytea, address inet) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  incident uuid := inquiry_incident(wanted);
  customer uuid;
  made inquiry;
  wait integer;
begin
  if incident is null then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(encode(form_key, 'hex'), 26));
  select i.* into made from inquiry_message m join inquiry i on i.id = m.inquiry_id
    where m.incident_id = incident and m.form_key = portal_inquire.form_key and m.no = 1;
  if found then
    return jsonb_build_object('outcome', 'received', 'receipt', made.receipt, 'isRepeated', true,
      'isReadable', made.received_at > clock_timestamp() - interval '15 minutes' and exists (
        select from inquiry_reading_code c where c.inquiry_id = made.id and c.code_hash = portal_inquire.code_hash));
  end if;
  wait := inquiry_wait(address);
  if wait is not null then
    return inquiry_limited(wait);
  end if;
  if session_hash is not null then
    customer := inquiry_customer(wanted, session_hash);
    if customer is null then
      return jsonb_build_object('outcome', 'signedOut');
    end if;
  elsif code_hash is null then
    raise exception 'an inquiry that nobody could read' using errcode = 'check_violation';
  end if;
  perform inquiry_acts_as_portal();
  insert into inquiry (id, incident_id, channel, category, language, customer_id, name, email, phone, call_back_from, call_back_until, received_at, waiting_since)
  values (gen_random_uuid(), incident, 'web', form ->> 'category', form ->> 'language', customer,
    coalesce(form ->> 'name', ''), coalesce(form ->> 'email', ''), coalesce(form ->> 'phone', ''),
    (form ->> 'callBackFrom')::timestamptz, (form ->> 'callBackUntil')::timestamptz, clock_timestamp(), clock_timestamp())
  returning * into made;
  insert into inquiry_message (id, incident_id, inquiry_id, no, kind, text, at, form_key)
  values (gen_random_uuid(), incident, made.id, 1, 'customer', form ->> 'text', made.received_at, portal_inquire.form_key);
  if code_hash is not null then
    insert into inquiry_reading_code (inquiry_id, incident_id, code_hash) values (made.id, incident, portal_inquire.code_hash);
  end if;
  return jsonb_build_object('outcome', 'received', 'receipt', made.receipt, 'isRepeated', false, 'isReadable', code_hash is not null);
end $$;

-- The inquiry that a code opens, until ninety days after the last words, or a session; null for one that is not there, another's, a wrong code, alike.
create function inquiry_opened(wanted text, wanted_receipt text, wanted_code bytea, session_hash bytea) returns uuid
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
  incident uuid := inquiry_incident(wanted);
  customer uuid := case when session_hash is not null then inquiry_customer(wanted, session_hash) end;
begin
  return (select i.id from inquiry i left join inquiry_reading_code c on c.inquiry_id = i.id
    where i.incident_id = incident and i.receipt = wanted_receipt and (i.customer_id = customer or c.code_hash = wanted_code
      and exists (select from inquiry_message m where m.inquiry_id = i.id and m.kind <> 'note' and m.at > clock_timestamp() - interval '90 days')));
end $$;

-- One thread by its receipt number and code: {outcome: found | none | limited, thread}.
create function portal_thread(wanted text, wanted_receipt text, wanted_code bytea, address inet) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  incident uuid := inquiry_incident(wanted);
  opened uuid;
  wait integer := portal_allow(address, clock_timestamp());
begin
  if incident is null then
    return null;
  end if;
  if wait is not null then
    return inquiry_limited(wait);
  end if;
  opened := inquiry_opened(wanted, wanted_receipt, wanted_code, null);
  if opened is null then
    return jsonb_build_object('outcome', 'none');
  end if;
  return jsonb_build_object('outcome', 'found', 'thread', inquiry_as_told(opened));
end $$;

-- What a signed-in customer asked, newest first: {inquiries, endsAt}; null where nobody is signed in.
create function portal_my(wanted text, session_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  incident uuid := inquiry_incident(wanted);
  customer uuid := inquiry_customer(wanted, session_hash);
begin
  if customer is null then
    return null;
  end if;
  return jsonb_build_object(
    'endsAt', (select portal_instant(least(seen_at + interval '30 minutes', expires_at)) from portal_session where hash = session_hash),
    'inquiries', coalesce((select jsonb_agg(inquiry_as_told(id) order by received_at desc, id desc) from (
      select id, received_at from inquiry where incident_id = incident and customer_id = customer order by received_at desc, id desc limit 50) newest), '[]'));
end $$;

-- More words of who asked, by code or session: {outcome: received | none | limited | full, isRepeated}.
create function portal_reply(wanted text, wanted_receipt text, words text, form_key bytea, code_hash bytea, session_hash bytea, address inet) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  incident uuid := inquiry_incident(wanted);
  opened uuid;
  last integer;
  wait integer;
begin
  if incident is null then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(encode(form_key, 'hex'), 26));
  opened := inquiry_opened(wanted, wanted_receipt, code_hash, session_hash);
  if opened is null then
    wait := portal_allow(address, clock_timestamp());
    if wait is not null then
      return inquiry_limited(wait);
    end if;
    return jsonb_build_object('outcome', 'none');
  end if;
  if exists (select from inquiry_message m where m.incident_id = incident and m.form_key = portal_reply.form_key and m.inquiry_id = opened) then
    return jsonb_build_object('outcome', 'received', 'isRepeated', true);
  end if;
  wait := inquiry_wait(address);
  if wait is not null then
    return inquiry_limited(wait);
  end if;
  perform from inquiry where id = opened for update;
  select max(no) into last from inquiry_message where inquiry_id = opened;
  if last >= 200 then
    return jsonb_build_object('outcome', 'full');
  end if;
  perform inquiry_acts_as_portal();
  insert into inquiry_message (id, incident_id, inquiry_id, no, kind, text, at, form_key)
  values (gen_random_uuid(), incident, opened, last + 1, 'customer', words, clock_timestamp(), portal_reply.form_key);
  -- Who waits already, waits since his first words.
  update inquiry set version = version + 1, closed_at = null,
    status = case when assignee_id is null then 'new' else 'assigned' end,
    waiting_since = case when status in ('new', 'assigned') then waiting_since else clock_timestamp() end
  where id = opened;
  return jsonb_build_object('outcome', 'received', 'isRepeated', false);
end $$;

-- How many seconds four in five waited for their first answer within the last week, or wait already; null where nobody can say.
create function portal_waiting(wanted text, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  incident uuid := inquiry_incident(wanted);
  answered bigint;
  took double precision;
  waiting double precision;
begin
  select count(*), percentile_disc(0.8) within group (order by extract(epoch from answered_at - received_at)) into answered, took
    from inquiry where incident_id = incident and received_at > at - interval '60 days'
      and answered_at > at - interval '7 days' and answered_at between received_at and at;
  select percentile_disc(0.8) within group (order by extract(epoch from at - waiting_since)) into waiting
    from inquiry where incident_id = incident and place = 0 and waiting_since <= at;
  return case when answered >= 5 or waiting > 86400 then to_jsonb(ceil(greatest(took, waiting))) end;
end $$;

grant execute on function portal_waiting(text, timestamptz) to keii_portal;
grant execute on function portal_inquire(text, jsonb, bytea, bytea, bytea, inet) to keii_portal;
grant execute on function portal_thread(text, text, bytea, inet) to keii_portal;
grant execute on function portal_my(text, bytea) to keii_portal;
grant execute on function portal_reply(text, text, text, bytea, bytea, bytea, inet) to keii_portal;
