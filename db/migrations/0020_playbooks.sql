-- What is to be done in a kind of case, counted from the moments the clocks start from; ready to be applied to an incident.

create table playbook (
  id uuid not null constraint playbook_pk primary key,
  version integer not null default 1,
  name text not null,
  when_to_use text not null default '',
  state text not null default 'active',
  created_at timestamptz not null,
  created_by uuid constraint playbook_created_by_fk references app_user (id),
  constraint playbook_state_known check (state in ('active', 'retired'))
);
create index playbook_name on playbook (name, id);
create index playbook_created on playbook (created_at, id);
select audit_table('playbook', 'playbooks', '{id,version,name,when_to_use,state,created_at,created_by}');

create table playbook_task (
  id uuid not null constraint playbook_task_pk primary key,
  playbook_id uuid not null constraint playbook_task_playbook_fk references playbook (id),
  place integer not null,
  title text not null,
  detail text not null default '',
  role text,
  due_milestone text,
  due_count integer,
  due_unit text,
  constraint playbook_task_unit_known check (due_unit in ('hours', 'days')),
  constraint playbook_task_due check (num_nulls(due_milestone, due_count, due_unit) in (0, 3))
);
create index playbook_task_playbook on playbook_task (playbook_id, place, id);
select audit_table('playbook_task', 'playbooks', '{id,playbook_id,place,title,detail,role,due_milestone,due_count,due_unit}', live_column => 'playbook_id');

grant select, insert, update on playbook to keii_console, keii_worker;
grant select, insert, update, delete on playbook_task to keii_console, keii_worker;

-- A task may count its due moment from a milestone, and follows it until somebody sets a due day by hand.
alter table task
  add column responsible_role text,
  add column due_milestone text,
  add column due_count integer,
  add column due_unit text,
  add constraint task_due_unit_known check (due_unit in ('hours', 'days')),
  add constraint task_due_offset check (num_nulls(due_milestone, due_count, due_unit) in (0, 3));
-- However often a playbook is applied, each of its tasks is there once.
create unique index task_playbook_once on task (incident_id, source_id) where source_kind = 'playbooks';
create index task_follows on task (incident_id, due_milestone) where due_milestone is not null and state = 'open';
select audit_table('task', 'tasks',
  '{id,version,incident_id,title,note,state,assignee_id,due_on,due_at,due_sort,source_kind,source_id,done_at,done_by,created_at,created_by,responsible_role,due_milestone,due_count,due_unit}');
