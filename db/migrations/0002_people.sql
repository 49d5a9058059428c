-- People who sign in, their sessions, and the company itself.

create function email_key(email text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select lower(normalize(email, NFKC))
$$;
grant execute on function email_key(text) to keii_console, keii_worker;

create table app_user (
  id uuid not null constraint app_user_pk primary key,
  version integer not null default 1,
  name text not null constraint app_user_name_length check (length(name) between 1 and 100),
  email text not null constraint app_user_email_length check (length(email) between 3 and 254),
  email_key text not null generated always as (email_key(email)) stored,
  account_right text not null default 'none' constraint app_user_right_known check (account_right in ('administrator', 'auditor', 'none')),
  employer text constraint app_user_employer_length check (length(employer) between 1 and 200),
  expires_on date,
  language text not null default 'ja' constraint app_user_language_known check (language in ('ja', 'en')),
  theme text not null default 'system' constraint app_user_theme_known check (theme in ('light', 'dark', 'system')),
  has_single_keys boolean not null default true,
  password_hash text,
  password_changed_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint app_user_email_unique unique (email_key),
  constraint app_user_external_has_no_right check (employer is null or account_right = 'none' or account_right = 'auditor')
);
create index app_user_name on app_user (name, id);
create index app_user_created on app_user (created_at, id);
create index app_user_employer on app_user (employer, id);
select audit_table('app_user', 'users',
  '{id,version,account_right,employer,expires_on,language,theme,has_single_keys,password_changed_at,disabled_at,created_at}',
  '{name,email,email_key}', '{password_hash}');

create table user_session (
  id uuid not null constraint user_session_pk primary key,
  user_id uuid not null constraint user_session_user_fk references app_user (id),
  started_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  client text not null,
  revoked_at timestamptz,
  revoked_because text
);
create index user_session_user on user_session (user_id, last_used_at desc);

create table refresh_token (
  hash bytea not null constraint refresh_token_pk primary key,
  session_id uuid not null constraint refresh_token_session_fk references user_session (id) on delete cascade,
  issued_at timestamptz not null default now(),
  used_at timestamptz
);
create index refresh_token_session on refresh_token (session_id);

create function announce_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_notify('keii_session', new.id::text);
  return null;
end $$;
create trigger announce after update of revoked_at on user_session for each row
  when (new.revoked_at is distinct from old.revoked_at) execute function announce_session();

-- One-time links: set-up, invitation, new password. Only the hash is kept.
create table one_time_link (
  hash bytea not null constraint one_time_link_pk primary key,
  user_id uuid not null constraint one_time_link_user_fk references app_user (id),
  purpose text not null constraint one_time_link_purpose_known check (purpose in ('set-up', 'invitation', 'password')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_link_user on one_time_link (user_id);

-- Failed sign-ins by (address, network) and by network; keys are hashes.
create table sign_in_throttle (
  key bytea not null constraint sign_in_throttle_pk primary key,
  failure_count integer not null,
  last_failure_at timestamptz not null,
  next_try_at timestamptz not null
);

create table idempotency_key (
  user_id uuid not null,
  route text not null,
  key text not null,
  body_hash bytea not null,
  response jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_key_pk primary key (user_id, route, key)
);
create index idempotency_key_age on idempotency_key (created_at);

create table draft (
  user_id uuid not null constraint draft_user_fk references app_user (id),
  form text not null constraint draft_form_length check (length(form) between 1 and 200),
  content text not null constraint draft_content_length check (length(content) <= 200000),
  saved_at timestamptz not null,
  constraint draft_pk primary key (user_id, form)
);

create table organisation (
  id uuid not null constraint organisation_pk primary key,
  only_one boolean not null default true constraint organisation_only_one unique check (only_one),
  version integer not null default 1,
  legal_name jsonb not null,
  short_name jsonb not null,
  representative text not null default '',
  corporate_number text constraint organisation_corporate_number_form check (corporate_number ~ '^\d{13}$'),
  industry text not null default '',
  entity_types text[] not null default '{}',
  filing_contact_name text not null default '',
  filing_contact_email text,
  filing_contact_phone text,
  return_address text not null default '',
  sender_addresses text[] not null default '{}',
  portal_name jsonb not null,
  portal_colour text not null default 'ink',
  zone text not null default 'Asia/Tokyo',
  incident_retention_months integer not null default 120,
  customer_retention_months integer not null default 24,
  founded_on date
);
select audit_table('organisation', 'organisation',
  '{id,only_one,version,legal_name,short_name,corporate_number,industry,entity_types,return_address,sender_addresses,portal_name,portal_colour,zone,incident_retention_months,customer_retention_months,founded_on}',
  '{representative,filing_contact_name,filing_contact_email,filing_contact_phone}');

-- Which installation this is: an epoch that differs from the one kept outside tells that the database was restored.
create table installation (
  only_one boolean not null default true constraint installation_pk primary key check (only_one),
  epoch uuid not null,
  created_at timestamptz not null,
  outgoing_held_since timestamptz,
  is_demo boolean not null default false
);
select audit_table('installation', null, '{only_one,epoch,created_at,outgoing_held_since,is_demo}', id_columns => '{only_one}');

insert into unaudited_table (table_name, reason) values
  ('user_session', 'sign-in, sign-out and revocation are acts in the log; use of a session is not'),
  ('refresh_token', 'belongs to a session'),
  ('one_time_link', 'making and using one are changes of the account'),
  ('sign_in_throttle', 'counters; each failure is an act in the log'),
  ('idempotency_key', 'answers kept for a day, so that a repeated request gives the same'),
  ('draft', 'unfinished typing, seen by its writer only');

grant select, insert, update on app_user to keii_console, keii_worker;
grant select, insert, update, delete on user_session, refresh_token, one_time_link, sign_in_throttle, idempotency_key, draft to keii_console, keii_worker;
grant select, insert, update on organisation, installation to keii_console, keii_worker;
