-- What the forensic firm reported, what it found, and to whom each report was handed.

create table forensic_report (
  id uuid not null constraint forensic_report_pk primary key,
  version integer not null default 1,
  incident_id uuid not null,
  engagement_id uuid not null,
  kind text not null,
  edition text not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  issued_on date,
  issued_at timestamptz,
  summary text not null default '',
  exposures text not null default '',
  changes jsonb not null default '[]',
  state text not null default 'current',
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint forensic_report_created_by_fk references app_user (id),
  constraint forensic_report_engagement_fk foreign key (incident_id, engagement_id) references forensic_engagement (incident_id, id),
  constraint forensic_report_in_incident unique (incident_id, id),
  constraint forensic_report_kind_known check (kind in ('first', 'interim', 'final')),
  constraint forensic_report_state_known check (state in ('current', 'withdrawn')),
  constraint forensic_report_withdrawn check ((state = 'withdrawn') = (withdrawal_reason is not null)),
  constraint forensic_report_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint forensic_report_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint forensic_report_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint forensic_report_issued_same_day check (issued_at is null or (issued_at at time zone zone)::date = issued_on),
  constraint forensic_report_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint forensic_report_period check (occurred_until_on is null or (occurred_precision in ('period', 'planned') and occurred_until_on >= occurred_on))
);
create unique index forensic_report_once on forensic_report (engagement_id, kind, edition) where state = 'current';
create index forensic_report_occurred on forensic_report (incident_id, occurred_on, coalesce(occurred_at, '-infinity'::timestamptz), id);
create index forensic_report_engagement on forensic_report (engagement_id, occurred_on);
create index forensic_report_created on forensic_report (incident_id, created_at, id);
select audit_table('forensic_report', 'forensic_reports',
  '{id,version,incident_id,engagement_id,kind,edition,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,issued_on,issued_at,summary,exposures,changes,state,withdrawal_reason,created_at,created_by}');
grant select, insert, update on forensic_report to keii_console, keii_worker;

create table forensic_finding (
  id uuid not null constraint forensic_finding_pk primary key,
  version integer not null default 1,
  incident_id uuid not null,
  report_id uuid not null,
  no integer not null constraint forensic_finding_no_positive check (no > 0),
  title text not null,
  detail text not null default '',
  severity text not null,
  severity_rank integer not null generated always as (case severity when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end) stored,
  state text not null default 'open',
  state_reason text not null default '',
  created_at timestamptz not null,
  created_by uuid constraint forensic_finding_created_by_fk references app_user (id),
  constraint forensic_finding_report_fk foreign key (incident_id, report_id) references forensic_report (incident_id, id),
  constraint forensic_finding_in_incident unique (incident_id, id),
  constraint forensic_finding_no_unique unique (report_id, no),
  constraint forensic_finding_severity_known check (severity in ('critical', 'high', 'medium', 'low')),
  constraint forensic_finding_state_known check (state in ('open', 'addressed', 'accepted', 'withdrawn')),
  constraint forensic_finding_state_reason check (state not in ('accepted', 'withdrawn') or state_reason <> '')
);
create index forensic_finding_severity on forensic_finding (incident_id, severity_rank, id);
create index forensic_finding_created on forensic_finding (incident_id, created_at, id);
select audit_table('forensic_finding', 'forensic_findings',
  '{id,version,incident_id,report_id,no,title,detail,severity,severity_rank,state,state_reason,created_at,created_by}');
grant select, insert, update on forensic_finding to keii_console, keii_worker;
create index task_source on task (incident_id, source_kind, source_id) where source_id is not null;

create table forensic_handover (
  id uuid not null constraint forensic_handover_pk primary key,
  version integer not null default 1,
  incident_id uuid not null,
  report_id uuid not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  method text not null,
  handed_by text not null default '',
  note text not null default '',
  state text not null default 'current',
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint forensic_handover_created_by_fk references app_user (id),
  constraint forensic_handover_report_fk foreign key (incident_id, report_id) references forensic_report (incident_id, id),
  constraint forensic_handover_in_incident unique (incident_id, id),
  constraint forensic_handover_method_known check (method in ('in_person', 'secure_transfer', 'email', 'post', 'other')),
  constraint forensic_handover_state_known check (state in ('current', 'withdrawn')),
  constraint forensic_handover_withdrawn check ((state = 'withdrawn') = (withdrawal_reason is not null)),
  constraint forensic_handover_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint forensic_handover_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint forensic_handover_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint forensic_handover_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint forensic_handover_period check (occurred_until_on is null or (occurred_precision in ('period', 'planned') and occurred_until_on >= occurred_on))
);
create index forensic_handover_occurred on forensic_handover (incident_id, occurred_on, coalesce(occurred_at, '-infinity'::timestamptz), id);
create index forensic_handover_created on forensic_handover (incident_id, created_at, id);
create index forensic_handover_report on forensic_handover (report_id);
select audit_table('forensic_handover', 'forensic_handovers',
  '{id,version,incident_id,report_id,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,method,note,state,withdrawal_reason,created_at,created_by}',
  '{handed_by}');
grant select, insert, update on forensic_handover to keii_console, keii_worker;

-- Whoever got the report in one act, each with the receipt it gave.
create table forensic_recipient (
  handover_id uuid not null,
  party_id uuid not null constraint forensic_recipient_party_fk references party (id),
  incident_id uuid not null,
  place integer not null,
  receipt text not null default '',
  constraint forensic_recipient_pk primary key (handover_id, party_id),
  constraint forensic_recipient_handover_fk foreign key (incident_id, handover_id) references forensic_handover (incident_id, id)
);
create index forensic_recipient_party on forensic_recipient (incident_id, party_id);
select audit_table('forensic_recipient', 'forensic_handovers', '{handover_id,party_id,incident_id,place,receipt}',
  id_columns => '{handover_id,party_id}', live_column => 'handover_id');
grant select, insert, update, delete on forensic_recipient to keii_console, keii_worker;
