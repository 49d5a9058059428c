-- Every outside body once, and what somebody has to do now.

create table party (
  id uuid not null constraint party_pk primary key,
  version integer not null default 1,
  official_name jsonb not null,
  short_name jsonb,
  roles text[] not null default '{}',
  may_be_named boolean not null default false,
  channel text not null default '',
  contacts jsonb not null default '[]',
  created_at timestamptz not null
);
create index party_name on party ((official_name ->> 'ja'), id);
select audit_table('party', 'parties', '{id,version,official_name,short_name,roles,may_be_named,channel,created_at}', '{contacts}');
grant select, insert, update on party to keii_console, keii_worker;

create table task (
  id uuid not null constraint task_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint task_incident_fk references incident (id),
  title text not null,
  note text not null default '',
  state text not null default 'open',
  assignee_id uuid constraint task_assignee_fk references app_user (id),
  due_on date,
  due_at timestamptz,
  due_sort timestamptz not null,
  source_kind text,
  source_id uuid,
  done_at timestamptz,
  done_by uuid constraint task_done_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint task_created_by_fk references app_user (id),
  constraint task_in_incident unique (incident_id, id),
  constraint task_state_known check (state in ('open', 'done', 'dropped')),
  constraint task_done check ((state = 'open') = (done_at is null))
);
create index task_due on task (incident_id, due_sort, id);
create index task_created on task (incident_id, created_at, id);
create index task_mine on task (assignee_id, due_sort) where state = 'open';
select audit_table('task', 'tasks',
  '{id,version,incident_id,title,note,state,assignee_id,due_on,due_at,due_sort,source_kind,source_id,done_at,done_by,created_at,created_by}');
grant select, insert, update on task to keii_console, keii_worker;

-- Who called is a party, where it was said.
alter table intake add column party_id uuid constraint intake_party_fk references party (id);
select audit_table('intake', 'intake',
  '{id,incident_id,text,received_at,channel,first_steps,timeline_event_id,milestone_id,masked_count,recorded_at,recorded_by,party_id}',
  '{caller_name,caller_organisation,call_back_number,taken_by}');
