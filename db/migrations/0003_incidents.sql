-- The case, its members, the moments its clocks start from, the first call, and agreements by a second person.

create table incident_code_counter (
  year integer not null constraint incident_code_counter_pk primary key,
  value integer not null
);

create table incident (
  id uuid not null constraint incident_pk primary key,
  version integer not null default 1,
  code text not null constraint incident_code_unique unique,
  title jsonb not null,
  kind text not null,
  status text not null default 'intake',
  severity text not null default 'high',
  zone text not null,
  languages text[] not null,
  organisation_role text not null default 'own',
  data_items text[] not null default '{}',
  summary text not null default '',
  law_as_of date,
  is_on_legal_hold boolean not null default false,
  created_at timestamptz not null,
  created_by uuid constraint incident_created_by_fk references app_user (id),
  updated_at timestamptz not null,
  constraint incident_kind_known check (kind in ('unauthorised_access', 'insider', 'mis_sent', 'lost_device', 'ransomware', 'other')),
  constraint incident_status_known check (status in ('intake', 'investigating', 'preparing_disclosure', 'disclosed', 'closing', 'closed')),
  constraint incident_severity_known check (severity in ('high', 'medium', 'low')),
  constraint incident_organisation_role_known check (organisation_role in ('own', 'entrusted_party', 'principal'))
);
create index incident_created on incident (created_at, id);
create index incident_updated on incident (updated_at, id);
select audit_table('incident', 'incidents',
  '{id,version,code,title,kind,status,severity,zone,languages,organisation_role,data_items,summary,law_as_of,is_on_legal_hold,created_at,created_by,updated_at}');

-- Numbers handed out within an incident, such as those of its timeline.
create table incident_counter (
  incident_id uuid not null constraint incident_counter_incident_fk references incident (id),
  name text not null,
  value bigint not null,
  constraint incident_counter_pk primary key (incident_id, name)
);

create table membership (
  id uuid not null constraint membership_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint membership_incident_fk references incident (id),
  user_id uuid not null constraint membership_user_fk references app_user (id),
  role text not null,
  is_head boolean not null default false,
  is_counsel boolean not null default false,
  expires_on date,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint membership_in_incident unique (incident_id, id),
  constraint membership_role_known check (role in ('responder', 'compliance', 'desk_lead', 'support', 'vendor_agent', 'communications', 'executive')),
  constraint membership_vendor_agent_expires check (role <> 'vendor_agent' or expires_on is not null)
);
create unique index membership_once on membership (incident_id, user_id) where ended_at is null;
create index membership_user on membership (user_id) where ended_at is null;
select audit_table('membership', 'members',
  '{id,version,incident_id,user_id,role,is_head,is_counsel,expires_on,created_at,ended_at}');

create table approval (
  id uuid not null constraint approval_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint approval_incident_fk references incident (id),
  subject text not null,
  subject_id uuid not null,
  subject_version integer not null,
  state text not null default 'asked',
  reason text not null,
  proposal jsonb not null,
  asked_by uuid not null constraint approval_asked_by_fk references app_user (id),
  asked_at timestamptz not null,
  decided_by uuid constraint approval_decided_by_fk references app_user (id),
  decided_at timestamptz,
  decision_reason text not null default '',
  constraint approval_in_incident unique (incident_id, id),
  constraint approval_state_known check (state in ('asked', 'approved', 'refused', 'void')),
  constraint approval_by_another check (decided_by is null or decided_by <> asked_by),
  constraint approval_decided check ((state in ('approved', 'refused')) = (decided_by is not null))
);
create unique index approval_open_once on approval (incident_id, subject, subject_id) where state = 'asked';
create index approval_asked on approval (incident_id, asked_at, id);
select audit_table('approval', 'approvals',
  '{id,version,incident_id,subject,subject_id,subject_version,state,reason,proposal,asked_by,asked_at,decided_by,decided_at,decision_reason}');

insert into unaudited_table (table_name, reason) values
  ('incident_code_counter', 'a counter; the code stands in the incident'),
  ('incident_counter', 'a counter; the number stands in the record');

grant select, insert, update on incident, membership, approval to keii_console, keii_worker;
grant select, insert, update on incident_code_counter, incident_counter to keii_console, keii_worker;
