-- What the company says in public: passages, questions and answers, the report of each incident, the messages it sent.

-- A paragraph used word for word wherever it is named.
create table passage (
  id uuid not null constraint passage_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint passage_incident_fk references incident (id),
  key text not null,
  created_at timestamptz not null,
  created_by uuid constraint passage_created_by_fk references app_user (id),
  constraint passage_in_incident unique (incident_id, id),
  constraint passage_key_once unique (incident_id, key),
  constraint passage_key_shape check (key ~ '^[a-z][a-z0-9_]{0,39}$')
);
create index passage_created on passage (incident_id, created_at, id);
select audit_table('passage', 'passages', '{id,version,incident_id,key,created_at,created_by}');
grant select, insert, update on passage to keii_console, keii_worker;

-- What it said and says; the newest approved one is what is published.
create table passage_revision (
  passage_id uuid not null,
  no integer not null,
  incident_id uuid not null,
  text jsonb not null,
  reason text not null default '',
  written_at timestamptz not null,
  written_by uuid constraint passage_revision_written_by_fk references app_user (id),
  approved_at timestamptz,
  approved_by uuid constraint passage_revision_approved_by_fk references app_user (id),
  constraint passage_revision_pk primary key (passage_id, no),
  constraint passage_revision_passage_fk foreign key (incident_id, passage_id) references passage (incident_id, id),
  constraint passage_revision_why check (no = 1 or reason ~ '\S'),
  constraint passage_revision_second_person check (approved_by is null or approved_by is distinct from written_by)
);
select audit_table('passage_revision', 'passages',
  '{passage_id,no,incident_id,text,reason,written_at,written_by,approved_at,approved_by}',
  id_columns => '{passage_id,no}', live_column => 'passage_id');
grant select, insert, update on passage_revision to keii_console, keii_worker;

create table faq_entry (
  id uuid not null constraint faq_entry_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint faq_entry_incident_fk references incident (id),
  position text collate "C" not null,
  visibility text not null,
  withdrawal_reason text,
  withdrawn_at timestamptz,
  withdrawn_by uuid constraint faq_entry_withdrawn_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint faq_entry_created_by_fk references app_user (id),
  constraint faq_entry_in_incident unique (incident_id, id),
  constraint faq_entry_visibility_known check (visibility in ('public', 'internal')),
  constraint faq_entry_withdrawn check ((withdrawal_reason is null) = (withdrawn_at is null))
);
create index faq_entry_place on faq_entry (incident_id, position, id);
create index faq_entry_created on faq_entry (incident_id, created_at, id);
select audit_table('faq_entry', 'faq',
  '{id,version,incident_id,position,visibility,withdrawal_reason,withdrawn_at,withdrawn_by,created_at,created_by}');
grant select, insert, update on faq_entry to keii_console, keii_worker;

-- As it was written, with its merge fields.
create table faq_revision (
  entry_id uuid not null,
  no integer not null,
  incident_id uuid not null,
  section jsonb not null,
  question jsonb not null,
  answer jsonb not null,
  effective_from date not null,
  effective_until date,
  reason text not null default '',
  written_at timestamptz not null,
  written_by uuid constraint faq_revision_written_by_fk references app_user (id),
  constraint faq_revision_pk primary key (entry_id, no),
  constraint faq_revision_entry_fk foreign key (incident_id, entry_id) references faq_entry (incident_id, id),
  constraint faq_revision_why check (no = 1 or reason ~ '\S'),
  constraint faq_revision_order check (effective_until is null or effective_until >= effective_from)
);
select audit_table('faq_revision', 'faq',
  '{entry_id,no,incident_id,section,question,answer,effective_from,effective_until,reason,written_at,written_by}',
  id_columns => '{entry_id,no}', live_column => 'entry_id');
select append_only('faq_revision');
grant select, insert on faq_revision to keii_console, keii_worker;

-- As it is read: its words with the values they were published with. The newest whose day has come is the one shown.
create table faq_edition (
  entry_id uuid not null,
  no integer not null,
  incident_id uuid not null,
  revision_no integer not null,
  visibility text not null,
  section jsonb not null,
  question jsonb not null,
  answer jsonb not null,
  effective_from date not null,
  effective_until date,
  drawn jsonb not null,
  sha256 text not null,
  published_at timestamptz not null,
  published_by uuid constraint faq_edition_published_by_fk references app_user (id),
  constraint faq_edition_pk primary key (entry_id, no),
  constraint faq_edition_entry_fk foreign key (incident_id, entry_id) references faq_entry (incident_id, id),
  constraint faq_edition_revision_fk foreign key (entry_id, revision_no) references faq_revision (entry_id, no),
  constraint faq_edition_visibility_known check (visibility in ('public', 'internal'))
);
create index faq_edition_effective on faq_edition (entry_id, effective_from, no);
select audit_table('faq_edition', 'faq',
  '{entry_id,no,incident_id,revision_no,visibility,section,question,answer,effective_from,effective_until,drawn,sha256,published_at,published_by}',
  id_columns => '{entry_id,no}', live_column => 'entry_id');
select append_only('faq_edition');
grant select, insert on faq_edition to keii_console, keii_worker;

-- The public page of an incident: its address, the report as it is being written, and which edition the public reads.
create table publication (
  incident_id uuid not null constraint publication_pk primary key constraint publication_incident_fk references incident (id),
  version integer not null default 1,
  slug text not null constraint publication_slug_once unique,
  title jsonb not null,
  report jsonb not null,
  impostor_advice jsonb not null,
  -- How a customer may ask whether they are concerned.
  checks text[] not null default '{code}',
  edition_no integer,
  published_at timestamptz,
  created_at timestamptz not null,
  created_by uuid constraint publication_created_by_fk references app_user (id),
  updated_at timestamptz not null,
  constraint publication_slug_shape check (slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'),
  constraint publication_slug_free check (slug not in ('health', 'assets', 'robots', 'api')),
  constraint publication_checks_known check (checks <@ array['code', 'password', 'mail', 'shop']),
  constraint publication_published check ((published_at is null) = (edition_no is null))
);
create index publication_published on publication (published_at) where published_at is not null;
select audit_table('publication', 'publication',
  '{incident_id,version,slug,title,report,impostor_advice,checks,edition_no,published_at,created_at,created_by,updated_at}',
  id_columns => '{incident_id}');
grant select, insert, update on publication to keii_console, keii_worker;

-- What was published, word for word, with the values it drew from the record.
create table publication_edition (
  id uuid not null constraint publication_edition_pk primary key,
  incident_id uuid not null constraint publication_edition_publication_fk references publication (incident_id),
  no integer not null,
  title jsonb not null,
  text jsonb not null,
  impostor_advice jsonb not null,
  -- The same texts with their merge fields.
  template jsonb not null,
  drawn jsonb not null,
  -- What changed against the edition before.
  note jsonb,
  sha256 text not null,
  published_at timestamptz not null,
  asked_by uuid constraint publication_edition_asked_by_fk references app_user (id),
  approved_by uuid constraint publication_edition_approved_by_fk references app_user (id),
  constraint publication_edition_in_incident unique (incident_id, id),
  constraint publication_edition_no_key unique (incident_id, no),
  constraint publication_edition_noted check (no = 1 or note is not null),
  constraint publication_edition_second_person check (approved_by is null or approved_by is distinct from asked_by)
);
select audit_table('publication_edition', 'publication',
  '{id,incident_id,no,title,text,impostor_advice,template,drawn,note,sha256,published_at,asked_by,approved_by}',
  live_column => 'incident_id');
select append_only('publication_edition');
grant select, insert on publication_edition to keii_console, keii_worker;

alter table publication add constraint publication_edition_fk
  foreign key (incident_id, edition_no) references publication_edition (incident_id, no);

-- The page was taken down, and why.
create table publication_takedown (
  id uuid not null constraint publication_takedown_pk primary key,
  incident_id uuid not null,
  edition_no integer not null,
  reason text not null,
  taken_down_at timestamptz not null,
  taken_down_by uuid constraint publication_takedown_by_fk references app_user (id),
  constraint publication_takedown_edition_fk foreign key (incident_id, edition_no) references publication_edition (incident_id, no),
  constraint publication_takedown_why check (reason ~ '\S')
);
create index publication_takedown_incident on publication_takedown (incident_id, taken_down_at, id);
select audit_table('publication_takedown', 'publication', '{id,incident_id,edition_no,reason,taken_down_at,taken_down_by}', live_column => 'incident_id');
select append_only('publication_takedown');
grant select, insert on publication_takedown to keii_console, keii_worker;

-- What we really send, so that impostors can be told apart.
create table sent_message (
  id uuid not null constraint sent_message_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint sent_message_incident_fk references incident (id),
  kind text not null,
  sender jsonb not null,
  subject jsonb,
  looks_like jsonb not null,
  from_on date not null,
  until_on date,
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint sent_message_created_by_fk references app_user (id),
  constraint sent_message_in_incident unique (incident_id, id),
  constraint sent_message_kind_known check (kind in ('mail', 'letter', 'phone')),
  constraint sent_message_order check (until_on is null or until_on >= from_on)
);
create index sent_message_from on sent_message (incident_id, from_on, id);
select audit_table('sent_message', 'sent-messages',
  '{id,version,incident_id,kind,sender,subject,looks_like,from_on,until_on,withdrawal_reason,created_at,created_by}');
grant select, insert, update on sent_message to keii_console, keii_worker;

-- What the portal reads. An incident that is not published does not exist for it.

create function portal_instant(at timestamptz) returns text
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select to_char($1 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

create function portal_incidents() returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'title', e.title, 'publishedAt', portal_instant(p.published_at))
    order by p.published_at desc, p.slug), '[]')
  from publication p join publication_edition e on e.incident_id = p.incident_id and e.no = p.edition_no
  where p.published_at is not null
$$;

create function portal_page(slug text) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'slug', p.slug, 'title', e.title, 'zone', i.zone,
    'report', jsonb_build_object(
      'text', e.text, 'no', e.no, 'publishedAt', portal_instant(p.published_at), 'updatedAt', portal_instant(e.published_at),
      'amendments', (
        select coalesce(jsonb_agg(jsonb_build_object('no', a.no, 'at', portal_instant(a.published_at), 'note', a.note) order by a.no desc), '[]')
        from publication_edition a where a.incident_id = p.incident_id and a.no <= e.no and a.note is not null)),
    'checks', jsonb_build_object(
      'code', 'code' = any(p.checks), 'password', 'password' = any(p.checks), 'mail', 'mail' = any(p.checks), 'shop', 'shop' = any(p.checks)),
    'impostorAdvice', e.impostor_advice)
  from publication p
  join publication_edition e on e.incident_id = p.incident_id and e.no = p.edition_no
  join incident i on i.id = p.incident_id
  where p.slug = $1 and p.published_at is not null
$$;

create function portal_faq(slug text, at timestamptz default now()) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when count(p.incident_id) > 0 then coalesce(jsonb_agg(jsonb_build_object(
      'section', q.section, 'question', q.question, 'answer', q.answer, 'updatedAt', portal_instant(q.published_at))
    order by q.position, q.id) filter (where q.id is not null), '[]') end
  from publication p
  join incident i on i.id = p.incident_id
  left join lateral (
    select f.id, f.position, d.*
    from faq_entry f
    cross join lateral (
      select v.section, v.question, v.answer, v.published_at, v.visibility, v.effective_until
      from faq_edition v
      where v.entry_id = f.id and v.effective_from <= ($2 at time zone i.zone)::date
      order by v.no desc limit 1) d
    where f.incident_id = p.incident_id and f.withdrawn_at is null and f.visibility = 'public' and d.visibility = 'public'
      and (d.effective_until is null or d.effective_until >= ($2 at time zone i.zone)::date)) q on true
  where p.slug = $1 and p.published_at is not null
$$;

create function portal_sent_messages(slug text) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when count(p.incident_id) > 0 then coalesce(jsonb_agg(jsonb_build_object(
      'kind', m.kind, 'sender', m.sender, 'subject', m.subject, 'looksLike', m.looks_like, 'from', m.from_on, 'until', m.until_on)
    order by m.from_on, m.id) filter (where m.id is not null), '[]') end
  from publication p
  left join sent_message m on m.incident_id = p.incident_id and m.withdrawal_reason is null
  where p.slug = $1 and p.published_at is not null
$$;

revoke all on function portal_instant(timestamptz), portal_incidents(), portal_page(text), portal_faq(text, timestamptz), portal_sent_messages(text) from public;
grant execute on function portal_incidents() to keii_portal;
-- The console shows the same to those who may read no more of it.
grant execute on function portal_page(text), portal_faq(text, timestamptz), portal_sent_messages(text) to keii_portal, keii_console;
