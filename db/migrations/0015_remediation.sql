-- Measures against recurrence: done and planned side by side, temporary ones until they end, and the work on each.

create table remediation_measure (
  id uuid not null constraint remediation_measure_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint remediation_measure_incident_fk references incident (id),
  title text not null,
  detail text not null default '',
  kind text not null,
  state text not null default 'planned',
  state_reason text,
  owner_id uuid constraint remediation_measure_owner_fk references app_user (id),
  due_on date,
  end_condition text not null default '',
  public_wording jsonb,
  is_promise boolean not null default false,
  position text collate "C" not null,
  deletes_data boolean not null default false,
  finding_id uuid,
  preserved_evidence_id uuid,
  preserved_by text not null default '',
  preserved_place text not null default '',
  preserved_on date,
  done_by uuid constraint remediation_measure_done_by_fk references app_user (id),
  verified_by uuid constraint remediation_measure_verified_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint remediation_measure_created_by_fk references app_user (id),
  constraint remediation_measure_in_incident unique (incident_id, id),
  constraint remediation_measure_finding_fk foreign key (incident_id, finding_id) references forensic_finding (incident_id, id),
  constraint remediation_measure_evidence_fk foreign key (incident_id, preserved_evidence_id) references evidence (incident_id, id),
  constraint remediation_measure_kind_known check (kind in ('permanent', 'temporary')),
  constraint remediation_measure_state_known check (state in ('planned', 'in_progress', 'done', 'verified', 'dropped', 'withdrawn')),
  constraint remediation_measure_reason check ((state in ('dropped', 'withdrawn')) = (state_reason is not null)),
  constraint remediation_measure_promise_kept check (not is_promise or state not in ('dropped', 'withdrawn')),
  constraint remediation_measure_verifiable check (state <> 'verified' or kind = 'permanent'),
  constraint remediation_measure_second_person check (verified_by is null or verified_by is distinct from done_by),
  constraint remediation_measure_preserved check (
    not deletes_data or state not in ('in_progress', 'done', 'verified') or preserved_evidence_id is not null
    or (btrim(preserved_by) <> '' and btrim(preserved_place) <> '' and preserved_on is not null))
);
create index remediation_measure_place on remediation_measure (incident_id, position, id);
create index remediation_measure_due on remediation_measure (incident_id, (coalesce(due_on, date '9999-12-31')), id);
create index remediation_measure_finding on remediation_measure (incident_id, finding_id) where finding_id is not null;
create index remediation_measure_created on remediation_measure (incident_id, created_at, id);
select audit_table('remediation_measure', 'remediation',
  '{id,version,incident_id,title,detail,kind,state,state_reason,owner_id,due_on,end_condition,public_wording,is_promise,position,deletes_data,finding_id,preserved_evidence_id,preserved_place,preserved_on,done_by,verified_by,created_at,created_by}',
  '{preserved_by}');
grant select, insert, update on remediation_measure to keii_console, keii_worker;

-- When a measure was done and verified, or stopped something and ended.
create table remediation_moment (
  measure_id uuid not null,
  kind text not null,
  incident_id uuid not null,
  who text not null default '',
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  constraint remediation_moment_pk primary key (measure_id, kind),
  constraint remediation_moment_measure_fk foreign key (incident_id, measure_id) references remediation_measure (incident_id, id),
  constraint remediation_moment_kind_known check (kind in ('done', 'verified', 'stopped', 'ended')),
  constraint remediation_moment_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint remediation_moment_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint remediation_moment_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint remediation_moment_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint remediation_moment_period check (occurred_until_on is null or (occurred_precision in ('period', 'planned') and occurred_until_on >= occurred_on))
);
select audit_table('remediation_moment', 'remediation',
  '{measure_id,kind,incident_id,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at}',
  '{who}', id_columns => '{measure_id,kind}', live_column => 'measure_id');
grant select, insert, update, delete on remediation_moment to keii_console, keii_worker;

-- The work on a measure, day by day. What was written stays.
create table remediation_work (
  id uuid not null constraint remediation_work_pk primary key,
  measure_id uuid not null,
  incident_id uuid not null,
  text text not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid constraint remediation_work_recorded_by_fk references app_user (id),
  constraint remediation_work_measure_fk foreign key (incident_id, measure_id) references remediation_measure (incident_id, id),
  constraint remediation_work_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint remediation_work_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint remediation_work_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint remediation_work_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint remediation_work_period check (occurred_until_on is null or (occurred_precision in ('period', 'planned') and occurred_until_on >= occurred_on))
);
create index remediation_work_order on remediation_work (measure_id, occurred_on, id);
select audit_table('remediation_work', 'remediation',
  '{id,measure_id,incident_id,text,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,recorded_at,recorded_by}',
  live_column => 'measure_id');
select append_only('remediation_work');
grant select, insert on remediation_work to keii_console, keii_worker;
