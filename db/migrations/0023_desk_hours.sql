-- When the desk answers: its lines, the hours of its week from a day on, and days with hours of their own.

-- A day's periods: wall time, in order, none over another, the last until 24:00 at most.
create function desk_periods_ok(periods jsonb) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case when jsonb_typeof(periods) = 'array' then not exists (
    select from (
      select period ->> 'from' as opens, period ->> 'until' as closes, lag(period ->> 'until') over (order by no) as closed
      from jsonb_array_elements(periods) with ordinality listed (period, no)) p
    where opens is null or closes is null
      or opens !~ '^([01]\d|2[0-3]):[0-5]\d$' or closes !~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$'
      or closes collate "C" <= opens collate "C" or opens collate "C" < closed collate "C")
  else false end
$$;

create function desk_weekly_ok(weekly jsonb) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_typeof(weekly) = 'object'
    and array(select jsonb_object_keys(weekly) collate "C" order by 1) = '{fri,mon,sat,sun,thu,tue,wed}'::text[]
    and (select bool_and(desk_periods_ok(value)) from jsonb_each(weekly))
$$;
grant execute on function desk_periods_ok(jsonb), desk_weekly_ok(jsonb) to keii_console, keii_worker;

create table desk_line (
  id uuid not null constraint desk_line_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint desk_line_incident_fk references incident (id),
  value text not null,
  kind text not null generated always as (case when position('@' in value) > 0 then 'mail' else 'phone' end) stored,
  label jsonb not null,
  place integer not null,
  is_shown boolean not null default true,
  created_at timestamptz not null,
  created_by uuid constraint desk_line_created_by_fk references app_user (id),
  constraint desk_line_in_incident unique (incident_id, id),
  constraint desk_line_value_key unique (incident_id, value),
  constraint desk_line_said check (value ~ '\S'),
  constraint desk_line_place_known check (place between 0 and 999)
);
create index desk_line_place on desk_line (incident_id, place, id);
create index desk_line_created on desk_line (incident_id, created_at, id);
select audit_table('desk_line', 'desk-lines',
  '{id,version,incident_id,value,kind,label,place,is_shown,created_at,created_by}');
grant select, insert, update on desk_line to keii_console, keii_worker;

create table desk_schedule (
  id uuid not null constraint desk_schedule_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint desk_schedule_incident_fk references incident (id),
  starts_on date not null,
  weekly jsonb not null,
  closed_on_holidays boolean not null,
  announcement jsonb,
  withdrawal_reason text,
  withdrawn_at timestamptz,
  withdrawn_by uuid constraint desk_schedule_withdrawn_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint desk_schedule_created_by_fk references app_user (id),
  constraint desk_schedule_in_incident unique (incident_id, id),
  constraint desk_schedule_weekly_ok check (desk_weekly_ok(weekly)),
  constraint desk_schedule_withdrawn check ((withdrawal_reason is null) = (withdrawn_at is null))
);
create unique index desk_schedule_start_key on desk_schedule (incident_id, starts_on) where withdrawal_reason is null;
create index desk_schedule_start on desk_schedule (incident_id, starts_on, id);
create index desk_schedule_created on desk_schedule (incident_id, created_at, id);
select audit_table('desk_schedule', 'desk-schedules',
  '{id,version,incident_id,starts_on,weekly,closed_on_holidays,announcement,withdrawal_reason,withdrawn_at,withdrawn_by,created_at,created_by}');
grant select, insert, update on desk_schedule to keii_console, keii_worker;

create table desk_day (
  id uuid not null constraint desk_day_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint desk_day_incident_fk references incident (id),
  day_on date not null,
  periods jsonb not null,
  name jsonb not null,
  withdrawal_reason text,
  withdrawn_at timestamptz,
  withdrawn_by uuid constraint desk_day_withdrawn_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint desk_day_created_by_fk references app_user (id),
  constraint desk_day_in_incident unique (incident_id, id),
  constraint desk_day_periods_ok check (desk_periods_ok(periods)),
  constraint desk_day_withdrawn check ((withdrawal_reason is null) = (withdrawn_at is null))
);
create unique index desk_day_on_key on desk_day (incident_id, day_on) where withdrawal_reason is null;
create index desk_day_on on desk_day (incident_id, day_on, id);
create index desk_day_created on desk_day (incident_id, created_at, id);
select audit_table('desk_day', 'desk-days',
  '{id,version,incident_id,day_on,periods,name,withdrawal_reason,withdrawn_at,withdrawn_by,created_at,created_by}');
grant select, insert, update on desk_day to keii_console, keii_worker;
