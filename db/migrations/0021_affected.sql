-- Who is affected: what the shops export, the exposures put over it, and the runs that answer.

-- One id space each: two shops may use the same id for two people. `no` stands in the rows of the large tables.
create table member_base (
  id uuid not null constraint member_base_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint member_base_incident_fk references incident (id),
  no smallint not null,
  code text not null,
  name jsonb not null,
  created_at timestamptz not null,
  created_by uuid constraint member_base_created_by_fk references app_user (id),
  constraint member_base_in_incident unique (incident_id, id),
  constraint member_base_no_key unique (incident_id, no),
  constraint member_base_code_key unique (incident_id, code)
);
create index member_base_created on member_base (incident_id, created_at, id);
select audit_table('member_base', 'member-bases', '{id,version,incident_id,no,code,name,created_at,created_by}');
grant select, insert, update on member_base to keii_console, keii_worker;

create table site (
  id uuid not null constraint site_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint site_incident_fk references incident (id),
  no smallint not null,
  -- As the shop's exports write it; what customers read is the name.
  code text not null,
  name jsonb not null,
  url text not null default '',
  is_open boolean not null default true,
  is_listed boolean not null default true,
  not_listed_reason text not null default '',
  created_at timestamptz not null,
  created_by uuid constraint site_created_by_fk references app_user (id),
  constraint site_in_incident unique (incident_id, id),
  constraint site_no_key unique (incident_id, no),
  constraint site_code_key unique (incident_id, code),
  constraint site_listed_or_why check (is_listed or not_listed_reason ~ '\S')
);
create index site_created on site (incident_id, created_at, id);
select audit_table('site', 'sites', '{id,version,incident_id,no,code,name,url,is_open,is_listed,not_listed_reason,created_at,created_by}');
grant select, insert, update on site to keii_console, keii_worker;

-- A file that was brought in. Its number orders what it did: a row that it brought carries it as first_batch.
create table import_batch (
  id uuid not null constraint import_batch_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint import_batch_incident_fk references incident (id),
  no integer not null,
  kind text not null,
  base_no smallint not null,
  file_name text not null,
  size bigint not null,
  sha256 text,
  is_gzip boolean not null default false,
  encoding text,
  delimiter text,
  -- Column of the file -> field, and word of the shop -> ours; remembered for the next file with these headers.
  header_hash text,
  columns jsonb,
  words jsonb,
  is_dry_run boolean not null default false,
  state text not null,
  -- How far it is, and what it found.
  bytes_read bigint not null default 0,
  rows integer not null default 0,
  new_rows integer not null default 0,
  changed_rows integer not null default 0,
  same_rows integer not null default 0,
  rejected_rows integer not null default 0,
  -- Why it ended, or what it waits for: a code with what belongs to it.
  outcome jsonb,
  created_at timestamptz not null,
  created_by uuid constraint import_batch_created_by_fk references app_user (id),
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid constraint import_batch_undone_by_fk references app_user (id),
  undo_reason text,
  constraint import_batch_in_incident unique (incident_id, id),
  constraint import_batch_no_key unique (incident_id, no),
  constraint import_batch_kind_known check (kind in ('customers', 'purchases')),
  constraint import_batch_state_known check (state in ('uploading', 'uploaded', 'queued', 'running', 'checked', 'done', 'refused', 'cancelled', 'undone')),
  constraint import_batch_base_fk foreign key (incident_id, base_no) references member_base (incident_id, no),
  constraint import_batch_undone check ((state = 'undone') = (undone_at is not null))
);
create index import_batch_created on import_batch (incident_id, created_at, id);
create index import_batch_waiting on import_batch (created_at) where state in ('uploading', 'uploaded', 'queued', 'running');
select audit_table('import_batch', 'import-batches',
  '{id,version,incident_id,no,kind,base_no,file_name,size,sha256,is_gzip,encoding,delimiter,header_hash,columns,words,is_dry_run,state,bytes_read,rows,new_rows,changed_rows,same_rows,rejected_rows,outcome,created_at,created_by,started_at,finished_at,undone_at,undone_by,undo_reason}');
grant select, insert, update on import_batch to keii_console, keii_worker;

-- Rows that were refused, as the file had them; a cell with a card number is a mark.
create table import_reject (
  incident_id uuid not null,
  batch_no integer not null,
  line integer not null,
  reason text not null,
  field text,
  cells text[] not null,
  constraint import_reject_pk primary key (incident_id, batch_no, line),
  constraint import_reject_batch_fk foreign key (incident_id, batch_no) references import_batch (incident_id, no)
);
insert into unaudited_table (table_name, reason) values
  ('import_reject', 'the batch is audited, with the number of its rejected rows'),
  ('customer', 'a batch is one entry; each row names the batch that brought and the one that changed it'),
  ('customer_past', 'what a batch replaced; each row names its batches'),
  ('purchase', 'a batch is one entry; each row names the batch that brought and the one that changed it'),
  ('purchase_past', 'what a batch replaced; each row names its batches'),
  ('given_list_item', 'the list is audited, with its hash'),
  ('scope_result', 'the run is audited, with its figures'),
  ('scope_count', 'the run is audited, with its figures');

-- A customer as of the newest batch. What a later batch changes goes to customer_past first.
create table customer (
  id uuid not null constraint customer_pk primary key,
  incident_id uuid not null,
  base_no smallint not null,
  customer_no text not null,
  name text not null default '',
  kana text not null default '',
  company text not null default '',
  department text not null default '',
  emails text[] not null default '{}',
  phone text not null default '',
  postal_code text not null default '',
  address text not null default '',
  language text not null default '',
  registered_on date,
  status text not null default 'active',
  -- Addresses that break the RFC and are kept nevertheless (a..b@).
  has_odd_email boolean not null default false,
  -- Folded for search: digits alone, and every character of the words doubled so that two find by trigram.
  phone_digits text not null default '',
  search text not null default '',
  -- The batch that brought this customer, and the one these values come from.
  first_batch integer not null,
  batch_no integer not null,
  constraint customer_in_incident unique (incident_id, id),
  -- In the order in which a run joins its customers; it finds beginnings of ids as well.
  constraint customer_no_key unique (incident_id, customer_no, base_no),
  constraint customer_status_known check (status in ('active', 'withdrawn', 'deceased', 'minor', 'represented', 'do_not_contact'))
);
create index customer_phone on customer (incident_id, phone_digits text_pattern_ops) where phone_digits <> '';
create index customer_postal on customer (incident_id, postal_code text_pattern_ops) where postal_code <> '';
create index customer_search on customer using gin (search gin_trgm_ops);
create index customer_batch on customer (incident_id, batch_no);

create table customer_past (
  incident_id uuid not null,
  id uuid not null,
  base_no smallint not null,
  customer_no text not null,
  name text not null,
  kana text not null,
  company text not null,
  department text not null,
  emails text[] not null,
  phone text not null,
  postal_code text not null,
  address text not null,
  language text not null,
  registered_on date,
  status text not null,
  has_odd_email boolean not null,
  phone_digits text not null,
  search text not null,
  first_batch integer not null,
  batch_no integer not null,
  -- The batch that replaced these values.
  until_batch integer not null,
  constraint customer_past_pk primary key (incident_id, id, until_batch)
);
create index customer_past_until on customer_past (incident_id, until_batch);

-- What the desk corrected: a layer that no import overwrites.
create table customer_correction (
  customer_id uuid not null constraint customer_correction_pk primary key,
  version integer not null default 1,
  incident_id uuid not null,
  name text,
  kana text,
  email text,
  phone text,
  postal_code text,
  address text,
  status text,
  -- Folded as those of the customer, so that what the desk corrected is found as well.
  search text not null default '',
  phone_digits text not null default '',
  postal_digits text not null default '',
  reason text not null,
  updated_at timestamptz not null,
  updated_by uuid constraint customer_correction_updated_by_fk references app_user (id),
  constraint customer_correction_customer_fk foreign key (incident_id, customer_id) references customer (incident_id, id),
  constraint customer_correction_status_known check (status in ('active', 'withdrawn', 'deceased', 'minor', 'represented', 'do_not_contact'))
);
create index customer_correction_incident on customer_correction (incident_id);
create index customer_correction_search on customer_correction using gin (search gin_trgm_ops);
select audit_table('customer_correction', 'customers', '{customer_id,version,incident_id,status,reason,updated_at,updated_by}',
  '{name,kana,email,phone,postal_code,address,search,phone_digits,postal_digits}', id_columns => '{customer_id}');
grant select, insert, update on customer_correction to keii_console, keii_worker;

-- Accounts that a person said are one person. Never merged: each account stays what it is.
create table customer_person (
  customer_id uuid not null constraint customer_person_pk primary key,
  incident_id uuid not null,
  person_id uuid not null,
  reason text not null,
  linked_at timestamptz not null,
  linked_by uuid constraint customer_person_linked_by_fk references app_user (id),
  constraint customer_person_customer_fk foreign key (incident_id, customer_id) references customer (incident_id, id)
);
create index customer_person_of on customer_person (incident_id, person_id);
select audit_table('customer_person', 'customers', '{customer_id,incident_id,person_id,reason,linked_at,linked_by}', id_columns => '{customer_id}');
grant select, insert, update, delete on customer_person to keii_console, keii_worker;

-- A purchase as of the newest batch. The customer may be unknown to the base: such purchases count, and are listed.
create table purchase (
  id bigint generated always as identity constraint purchase_pk primary key,
  incident_id uuid not null,
  paid_at timestamptz,
  base_no smallint not null,
  site_no smallint not null,
  method text not null,
  status text not null default 'completed',
  customer_no text not null,
  order_no text not null,
  card_ref text not null default '',
  last4 text not null default '',
  brand text not null default '',
  transaction_no text not null default '',
  first_batch integer not null,
  batch_no integer not null,
  -- What tells most rows apart stands first: a comparison ends there, and a load of millions is comparisons.
  constraint purchase_order_key unique (order_no, incident_id, base_no, site_no),
  constraint purchase_method_known check (method in ('card', 'convenience_store', 'bank_transfer', 'cash_on_delivery', 'carrier_billing', 'wallet', 'pay_later', 'points', 'other')),
  constraint purchase_status_known check (status in ('completed', 'failed', 'cancelled', 'refunded')),
  constraint purchase_last4_shape check (last4 ~ '^([0-9]{4})?$')
);
create index purchase_window on purchase (incident_id, method, site_no, paid_at) include (base_no, customer_no, card_ref, status);
create index purchase_customer on purchase (customer_no, incident_id, base_no);
create index purchase_batch on purchase using brin (batch_no);

create table purchase_past (
  incident_id uuid not null,
  id bigint not null,
  paid_at timestamptz,
  base_no smallint not null,
  site_no smallint not null,
  method text not null,
  status text not null,
  customer_no text not null,
  order_no text not null,
  card_ref text not null,
  last4 text not null,
  brand text not null,
  transaction_no text not null,
  first_batch integer not null,
  batch_no integer not null,
  until_batch integer not null,
  constraint purchase_past_pk primary key (incident_id, id, until_batch)
);
create index purchase_past_until on purchase_past (incident_id, until_batch);

-- Ids that somebody gave us: which customers, orders or transactions leaked, as far as they can tell.
create table given_list (
  id uuid not null constraint given_list_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint given_list_incident_fk references incident (id),
  no integer not null,
  name text not null,
  kind text not null,
  base_no smallint,
  giver_id uuid not null constraint given_list_giver_fk references party (id),
  received_on date not null,
  file_name text not null,
  sha256 text not null,
  items integer not null,
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint given_list_created_by_fk references app_user (id),
  constraint given_list_in_incident unique (incident_id, id),
  constraint given_list_no_key unique (incident_id, no),
  constraint given_list_kind_known check (kind in ('customers', 'orders', 'transactions')),
  constraint given_list_base_fk foreign key (incident_id, base_no) references member_base (incident_id, no),
  constraint given_list_base_of_customers check (kind <> 'customers' or base_no is not null)
);
create index given_list_created on given_list (incident_id, created_at, id);
select audit_table('given_list', 'given-lists',
  '{id,version,incident_id,no,name,kind,base_no,giver_id,received_on,file_name,sha256,items,withdrawal_reason,created_at,created_by}');
grant select, insert, update on given_list to keii_console, keii_worker;

create table given_list_item (
  incident_id uuid not null,
  list_no integer not null,
  key text not null,
  constraint given_list_item_pk primary key (incident_id, list_no, key),
  constraint given_list_item_list_fk foreign key (incident_id, list_no) references given_list (incident_id, no)
);

-- One path by which data leaked: which purchases or customers it concerns, and which kinds of data.
create table exposure (
  id uuid not null constraint exposure_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint exposure_incident_fk references incident (id),
  no smallint not null,
  name text not null,
  vector text not null default '',
  subject text not null,
  zone text not null,
  -- Both ends inclusive: a day to its last second, a minute to its last second. Open where null.
  from_on date,
  from_at timestamptz,
  until_on date,
  until_at timestamptz,
  base_nos smallint[] not null default '{}',
  site_nos smallint[] not null default '{}',
  methods text[] not null default '{}',
  statuses text[] not null default '{completed}',
  given_list_no integer,
  data_items text[] not null,
  finding_id uuid,
  state text not null default 'current',
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint exposure_created_by_fk references app_user (id),
  constraint exposure_in_incident unique (incident_id, id),
  constraint exposure_no_key unique (incident_id, no),
  constraint exposure_subject_known check (subject in ('purchases', 'customers')),
  constraint exposure_state_known check (state in ('current', 'withdrawn')),
  constraint exposure_withdrawn check ((state = 'withdrawn') = (withdrawal_reason is not null)),
  constraint exposure_from_same_day check (from_at is null or (from_at at time zone zone)::date = from_on),
  constraint exposure_until_same_day check (until_at is null or (until_at at time zone zone)::date = until_on),
  constraint exposure_order check (from_on is null or until_on is null or (until_on >= from_on and (from_at is null or until_at is null or until_at >= from_at))),
  constraint exposure_list_fk foreign key (incident_id, given_list_no) references given_list (incident_id, no),
  constraint exposure_finding_fk foreign key (incident_id, finding_id) references forensic_finding (incident_id, id)
);
create index exposure_created on exposure (incident_id, created_at, id);
select audit_table('exposure', 'exposures',
  '{id,version,incident_id,no,name,vector,subject,zone,from_on,from_at,until_on,until_at,base_nos,site_nos,methods,statuses,given_list_no,data_items,finding_id,state,withdrawal_reason,created_at,created_by}');
grant select, insert, update on exposure to keii_console, keii_worker;

-- An answer to "who is affected": the exposures as they were, the batches it saw, and what it counted.
create table scope_run (
  id uuid not null constraint scope_run_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint scope_run_incident_fk references incident (id),
  no integer not null,
  state text not null,
  -- The newest batch it saw; and the exposures as they stood.
  batch_no integer not null,
  exposures jsonb not null,
  figures jsonb,
  problem text,
  created_at timestamptz not null,
  created_by uuid constraint scope_run_created_by_fk references app_user (id),
  finished_at timestamptz,
  frozen_at timestamptz,
  freeze_reason text,
  constraint scope_run_in_incident unique (incident_id, id),
  constraint scope_run_no_key unique (incident_id, no),
  constraint scope_run_state_known check (state in ('running', 'done', 'failed', 'frozen', 'superseded')),
  constraint scope_run_frozen check ((state in ('frozen', 'superseded')) = (frozen_at is not null))
);
create index scope_run_created on scope_run (incident_id, created_at, id);
-- One run is official.
create unique index scope_run_official on scope_run (incident_id) where state = 'frozen';
select audit_table('scope_run', 'scope-runs',
  '{id,version,incident_id,no,state,batch_no,exposures,figures,problem,created_at,created_by,finished_at,frozen_at,freeze_reason}');
grant select, insert, update on scope_run to keii_console, keii_worker;

-- One row a customer of whom the run says something else than "not affected".
create table scope_result (
  incident_id uuid not null,
  run_no integer not null,
  base_no smallint not null,
  customer_no text not null,
  verdict text not null,
  -- Affected by these; or, with the verdict unlisted, inside these and on none of their lists.
  exposure_nos smallint[] not null,
  purchases integer not null,
  -- Distinct card references, and each purchase without one.
  cards integer not null,
  constraint scope_result_pk primary key (incident_id, run_no, base_no, customer_no),
  constraint scope_result_verdict_known check (verdict in ('affected', 'unlisted'))
);
grant select, insert, delete on scope_result, import_reject, given_list_item to keii_console, keii_worker;
grant select, insert, update, delete on customer, customer_past, purchase, purchase_past to keii_console, keii_worker;

-- What a run counted, by exposure, site, month and kind of data; `facet` says by what, `key` of which.
create table scope_count (
  incident_id uuid not null,
  run_no integer not null,
  facet text not null,
  key text not null,
  purchases integer not null,
  cards integer not null,
  accounts integer not null,
  persons integer not null,
  constraint scope_count_pk primary key (incident_id, run_no, facet, key),
  constraint scope_count_facet_known check (facet in ('all', 'exposure', 'site', 'month', 'data_item', 'combination'))
);
grant select, insert, delete on scope_count to keii_console, keii_worker;

-- Figures that others gave, to be held against ours.
create table given_figure (
  id uuid not null constraint given_figure_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint given_figure_incident_fk references incident (id),
  unit text not null,
  exposure_no smallint,
  count integer not null,
  giver_id uuid not null constraint given_figure_giver_fk references party (id),
  received_on date not null,
  source text not null default '',
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint given_figure_created_by_fk references app_user (id),
  constraint given_figure_in_incident unique (incident_id, id),
  constraint given_figure_unit_known check (unit in ('cards', 'purchases', 'accounts', 'persons')),
  constraint given_figure_exposure_fk foreign key (incident_id, exposure_no) references exposure (incident_id, no)
);
create index given_figure_created on given_figure (incident_id, created_at, id);
select audit_table('given_figure', 'given-figures',
  '{id,version,incident_id,unit,exposure_no,count,giver_id,received_on,source,withdrawal_reason,created_at,created_by}');
grant select, insert, update on given_figure to keii_console, keii_worker;

insert into column_class (table_name, column_name, class)
select c.relname, a.attname,
  case when c.relname like 'customer%' and a.attname in ('customer_no', 'name', 'kana', 'company', 'department', 'emails', 'phone', 'postal_code', 'address', 'phone_digits', 'search')
    or c.relname like 'purchase%' and a.attname in ('customer_no', 'order_no', 'card_ref', 'last4', 'transaction_no')
    or c.relname = 'import_reject' and a.attname = 'cells'
    or c.relname = 'given_list_item' and a.attname = 'key'
    or c.relname = 'scope_result' and a.attname = 'customer_no'
    then 'personal' else 'public' end
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relname in ('customer', 'customer_past', 'purchase', 'purchase_past', 'import_reject', 'given_list_item', 'scope_result', 'scope_count');
