-- Meetings of those who respond: planned, then held. What they decided stands in the course of events; what they gave to
-- do is a task.

create table meeting (
  id uuid not null constraint meeting_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint meeting_incident_fk references incident (id),
  title text not null,
  state text not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  place text not null default '',
  agenda text not null default '',
  minutes text not null default '',
  previous_meeting_id uuid,
  withdrawal_reason text,
  created_at timestamptz not null,
  created_by uuid constraint meeting_created_by_fk references app_user (id),
  constraint meeting_in_incident unique (incident_id, id),
  constraint meeting_previous_fk foreign key (incident_id, previous_meeting_id) references meeting (incident_id, id),
  constraint meeting_state_known check (state in ('planned', 'held', 'withdrawn')),
  constraint meeting_withdrawn check ((state = 'withdrawn') = (withdrawal_reason is not null)),
  constraint meeting_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint meeting_planned check (state = 'withdrawn' or (state = 'planned') = (occurred_precision = 'planned')),
  constraint meeting_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint meeting_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint meeting_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint meeting_period check (occurred_until_on is null or (occurred_precision in ('period', 'planned') and occurred_until_on >= occurred_on))
);
create index meeting_occurred on meeting (incident_id, occurred_on, (coalesce(occurred_at, '-infinity'::timestamptz)), id);
create index meeting_created on meeting (incident_id, created_at, id);
-- A meeting calls one next meeting; what was withdrawn leaves its place.
create unique index meeting_next_once on meeting (incident_id, previous_meeting_id) where previous_meeting_id is not null and state <> 'withdrawn';
select audit_table('meeting', 'meetings',
  '{id,version,incident_id,title,state,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,place,agenda,minutes,previous_meeting_id,withdrawal_reason,created_at,created_by}');

create table meeting_attendee (
  meeting_id uuid not null,
  place integer not null,
  incident_id uuid not null,
  user_id uuid constraint meeting_attendee_user_fk references app_user (id),
  party_id uuid constraint meeting_attendee_party_fk references party (id),
  name text not null default '',
  constraint meeting_attendee_pk primary key (meeting_id, place),
  constraint meeting_attendee_meeting_fk foreign key (incident_id, meeting_id) references meeting (incident_id, id),
  constraint meeting_attendee_user_once unique (meeting_id, user_id),
  constraint meeting_attendee_somebody check (
    case when user_id is null then party_id is not null or name ~ '\S' else party_id is null and name = '' end)
);
create index meeting_attendee_party on meeting_attendee (party_id, incident_id);
select audit_table('meeting_attendee', 'meetings', '{meeting_id,place,incident_id,user_id,party_id}', '{name}',
  id_columns => '{meeting_id,place}', live_column => 'meeting_id');

-- Which lines of the timeline a meeting decided: the words are theirs.
create table meeting_decision (
  id uuid not null constraint meeting_decision_pk primary key,
  incident_id uuid not null,
  meeting_id uuid not null,
  withdrawal_reason text,
  recorded_at timestamptz not null,
  recorded_by uuid constraint meeting_decision_recorded_by_fk references app_user (id),
  constraint meeting_decision_in_incident unique (incident_id, id),
  constraint meeting_decision_meeting_fk foreign key (incident_id, meeting_id) references meeting (incident_id, id)
);
create index meeting_decision_meeting on meeting_decision (incident_id, meeting_id, recorded_at, id);
select audit_table('meeting_decision', 'meetings', '{id,incident_id,meeting_id,withdrawal_reason,recorded_at,recorded_by}', live_column => 'meeting_id');

grant select, insert, update on meeting, meeting_decision to keii_console, keii_worker;
grant select, insert, update, delete on meeting_attendee to keii_console, keii_worker;
