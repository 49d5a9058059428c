-- The forensic firm at work: who, for what, and the moments of the engagement.

create table forensic_engagement (
  id uuid not null constraint forensic_engagement_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint forensic_engagement_incident_fk references incident (id),
  firm_id uuid not null constraint forensic_engagement_firm_fk references party (id),
  is_pfi boolean not null default false,
  scope text not null default '',
  lead_investigator text not null default '',
  independence_checked_by text not null default '',
  independence_checked_on date,
  required_by_id uuid constraint forensic_engagement_required_by_fk references party (id),
  state text not null default 'current',
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint forensic_engagement_created_by_fk references app_user (id),
  constraint forensic_engagement_in_incident unique (incident_id, id),
  constraint forensic_engagement_state_known check (state in ('current', 'withdrawn')),
  constraint forensic_engagement_withdrawn check ((state = 'withdrawn') = (withdrawal_reason is not null))
);
create index forensic_engagement_created on forensic_engagement (incident_id, created_at, id);
select audit_table('forensic_engagement', 'forensics',
  '{id,version,incident_id,firm_id,is_pfi,scope,independence_checked_on,required_by_id,state,withdrawal_reason,created_at,created_by}',
  '{lead_investigator,independence_checked_by}');
grant select, insert, update on forensic_engagement to keii_console, keii_worker;

create table forensic_moment (
  engagement_id uuid not null,
  kind text not null,
  incident_id uuid not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  constraint forensic_moment_pk primary key (engagement_id, kind),
  constraint forensic_moment_engagement_fk foreign key (incident_id, engagement_id) references forensic_engagement (incident_id, id),
  constraint forensic_moment_kind_known check (kind in ('required', 'consulted', 'requested', 'signed', 'started', 'completed')),
  constraint forensic_moment_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint forensic_moment_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint forensic_moment_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint forensic_moment_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint forensic_moment_period check (occurred_until_on is null or (occurred_precision in ('period', 'planned') and occurred_until_on >= occurred_on))
);
select audit_table('forensic_moment', 'forensics',
  '{engagement_id,kind,incident_id,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at}',
  id_columns => '{engagement_id,kind}', live_column => 'engagement_id');
grant select, insert, update, delete on forensic_moment to keii_console, keii_worker;
