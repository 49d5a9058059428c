-- What was asked of partners and what they said; which payments were stopped, and what must be true to open them again.

create table partner_request (
  id uuid not null constraint partner_request_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint partner_request_incident_fk references incident (id),
  party_id uuid not null constraint partner_request_party_fk references party (id),
  kind text not null,
  text text not null default '',
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  asked_by text not null default '',
  channel text not null default '',
  -- By its answers, as the rule both sides share says.
  standing text not null default 'requested',
  withdrawal_reason text,
  withdrawn_at timestamptz,
  withdrawn_by uuid constraint partner_request_withdrawn_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint partner_request_created_by_fk references app_user (id),
  constraint partner_request_in_incident unique (incident_id, id),
  constraint partner_request_kind_known check (kind in ('watch_cards', 'waive_reissue_fee', 'stop_settlement', 'receive_report', 'agree_wording', 'other')),
  constraint partner_request_standing_known check (standing in ('requested', 'promised', 'partly', 'refused', 'unknown', 'withdrawn')),
  constraint partner_request_withdrawn check ((standing = 'withdrawn') = (withdrawal_reason is not null) and (withdrawal_reason is null) = (withdrawn_at is null)),
  constraint partner_request_said check (kind <> 'other' or text ~ '\S'),
  constraint partner_request_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period')),
  constraint partner_request_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint partner_request_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint partner_request_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint partner_request_period check (occurred_until_on is null or (occurred_precision = 'period' and occurred_until_on >= occurred_on))
);
create index partner_request_occurred on partner_request (incident_id, occurred_on, id);
create index partner_request_created on partner_request (incident_id, created_at, id);
create index partner_request_party on partner_request (party_id, incident_id);
select audit_table('partner_request', 'partners',
  '{id,version,incident_id,party_id,kind,text,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,channel,standing,withdrawal_reason,withdrawn_at,withdrawn_by,created_at,created_by}',
  '{asked_by}');
grant select, insert, update on partner_request to keii_console, keii_worker;

create table partner_answer (
  id uuid not null constraint partner_answer_pk primary key,
  incident_id uuid not null,
  request_id uuid not null,
  outcome text not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  answered_by text not null default '',
  words text not null default '',
  withdrawal_reason text,
  recorded_at timestamptz not null,
  recorded_by uuid constraint partner_answer_recorded_by_fk references app_user (id),
  constraint partner_answer_in_incident unique (incident_id, id),
  constraint partner_answer_request_fk foreign key (incident_id, request_id) references partner_request (incident_id, id),
  constraint partner_answer_outcome_known check (outcome in ('promised', 'partly', 'refused', 'no_answer')),
  constraint partner_answer_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period')),
  constraint partner_answer_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint partner_answer_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint partner_answer_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint partner_answer_period check (occurred_until_on is null or (occurred_precision = 'period' and occurred_until_on >= occurred_on))
);
create index partner_answer_request on partner_answer (incident_id, request_id, recorded_at, id);
select audit_table('partner_answer', 'partners',
  '{id,incident_id,request_id,outcome,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,words,withdrawal_reason,recorded_at,recorded_by}',
  '{answered_by}', live_column => 'request_id');
grant select, insert, update on partner_answer to keii_console, keii_worker;

create table payment_stop (
  id uuid not null constraint payment_stop_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint payment_stop_incident_fk references incident (id),
  site text not null,
  method text not null,
  zone text not null,
  stopped_on date not null,
  stopped_at timestamptz,
  stopped_by text not null default '',
  note text not null default '',
  resumed_on date,
  resumed_at timestamptz,
  resumed_by text not null default '',
  waiver_reason text,
  waived_at timestamptz,
  waived_by uuid constraint payment_stop_waived_by_fk references app_user (id),
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint payment_stop_created_by_fk references app_user (id),
  -- Where only the day is known, the whole of it counts.
  stopped_from timestamptz not null generated always as (coalesce(stopped_at, timezone(zone, stopped_on::timestamp))) stored,
  stopped_until timestamptz not null generated always as (coalesce(resumed_at, timezone(zone, (resumed_on + 1)::timestamp), 'infinity'::timestamptz)) stored,
  constraint payment_stop_in_incident unique (incident_id, id),
  constraint payment_stop_method_known check (method in ('card', 'convenience_store', 'bank_transfer', 'cash_on_delivery', 'carrier_billing', 'wallet', 'pay_later', 'points', 'other')),
  constraint payment_stop_same_day check (stopped_at is null or (stopped_at at time zone zone)::date = stopped_on),
  constraint payment_stop_resumed_same_day check (resumed_at is null or (resumed_at at time zone zone)::date = resumed_on),
  constraint payment_stop_order check (stopped_until >= stopped_from),
  constraint payment_stop_waiver check ((waiver_reason is null) = (waived_at is null))
);
create index payment_stop_stopped on payment_stop (incident_id, stopped_from, id);
create index payment_stop_site on payment_stop (incident_id, site, method, id);
select audit_table('payment_stop', 'payment-stops',
  '{id,version,incident_id,site,method,zone,stopped_on,stopped_at,note,resumed_on,resumed_at,waiver_reason,waived_at,waived_by,withdrawal_reason,created_at,created_by,stopped_from,stopped_until}',
  '{stopped_by,resumed_by}');
grant select, insert, update on payment_stop to keii_console, keii_worker;

create table resume_condition (
  id uuid not null constraint resume_condition_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint resume_condition_incident_fk references incident (id),
  kind text not null,
  text text not null,
  site text,
  evidence text not null default '',
  met_at timestamptz,
  met_by uuid constraint resume_condition_met_by_fk references app_user (id),
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint resume_condition_created_by_fk references app_user (id),
  constraint resume_condition_in_incident unique (incident_id, id),
  constraint resume_condition_kind_known check (kind in ('agreement', 'own')),
  constraint resume_condition_agreement_stays check (kind <> 'agreement' or (site is null and withdrawal_reason is null)),
  constraint resume_condition_shown check (met_at is null or evidence ~ '\S')
);
create unique index resume_condition_agreement on resume_condition (incident_id) where kind = 'agreement';
create index resume_condition_created on resume_condition (incident_id, created_at, id);
select audit_table('resume_condition', 'resume-conditions',
  '{id,version,incident_id,kind,text,site,evidence,met_at,met_by,withdrawal_reason,created_at,created_by}');
grant select, insert, update on resume_condition to keii_console, keii_worker;
