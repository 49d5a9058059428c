-- The course of events: events and revisions are written once; what holds now is kept by a trigger.

-- For searching Japanese text by two characters: folded (width, case, kana), then every character doubled, so that
-- two characters make trigrams.
create function search_key(content text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select regexp_replace(
    translate(lower(normalize(content, NFKC)),
      'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ',
      'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ'),
    '(.)', '\1\1', 'g')
$$;
grant execute on function search_key(text) to keii_console, keii_worker;

create table timeline_event (
  id uuid not null constraint timeline_event_pk primary key,
  incident_id uuid not null constraint timeline_event_incident_fk references incident (id),
  no bigint not null,
  recorded_at timestamptz not null,
  recorded_by uuid constraint timeline_event_recorded_by_fk references app_user (id),
  constraint timeline_event_in_incident unique (incident_id, id),
  constraint timeline_event_no_unique unique (incident_id, no)
);
select audit_table('timeline_event', null, '{id,incident_id,no,recorded_at,recorded_by}');
select append_only('timeline_event');

create table timeline_revision (
  event_id uuid not null,
  no integer not null constraint timeline_revision_no_positive check (no > 0),
  incident_id uuid not null,
  kind text not null,
  reason text,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  position text collate "C" not null,
  learned_on date,
  learned_at timestamptz,
  type text not null,
  category text not null,
  text text not null,
  public_wording jsonb,
  visibility text not null,
  counsel_basis text,
  decision jsonb,
  source_kind text,
  source_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid constraint timeline_revision_recorded_by_fk references app_user (id),
  constraint timeline_revision_pk primary key (event_id, no),
  constraint timeline_revision_event_fk foreign key (incident_id, event_id) references timeline_event (incident_id, id),
  constraint timeline_revision_kind_known check (kind in ('recorded', 'corrected', 'retracted', 'restored', 'moved', 'adopted')),
  constraint timeline_revision_first check ((no = 1) = (kind = 'recorded')),
  constraint timeline_revision_reason check (kind not in ('corrected', 'retracted', 'restored') or reason is not null),
  constraint timeline_revision_type_known check (type in ('fact', 'decision', 'action', 'communication')),
  constraint timeline_revision_category_known check (category in ('discovery', 'containment', 'investigation', 'authorities', 'partners', 'customers', 'disclosure', 'prevention')),
  constraint timeline_revision_visibility_known check (visibility in ('public', 'internal', 'counsel')),
  constraint timeline_revision_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint timeline_revision_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint timeline_revision_until_same_day check (occurred_until_at is null or (occurred_until_at at time zone zone)::date = occurred_until_on),
  constraint timeline_revision_learned_same_day check (learned_at is null or (learned_at at time zone zone)::date = learned_on),
  constraint timeline_revision_minute check (occurred_precision <> 'minute' or occurred_at is not null),
  constraint timeline_revision_period check (occurred_until_on is null or (occurred_precision in ('period', 'planned') and occurred_until_on >= occurred_on)),
  constraint timeline_revision_decision check (decision is null or type = 'decision')
);
select audit_table('timeline_revision', 'timeline',
  '{event_id,no,incident_id,kind,reason,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,position,learned_on,learned_at,type,category,text,public_wording,visibility,counsel_basis,decision,source_kind,source_id,recorded_at,recorded_by}',
  id_columns => '{event_id,no}', live_column => 'event_id');
select append_only('timeline_revision');

create table timeline_current (
  id uuid not null constraint timeline_current_pk primary key,
  incident_id uuid not null,
  no bigint not null,
  version integer not null,
  state text not null,
  correction_count integer not null,
  reason text,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  position text collate "C" not null,
  learned_on date,
  learned_at timestamptz,
  learned_sort timestamptz not null generated always as (coalesce(learned_at, timezone(zone, learned_on::timestamp), recorded_at)) stored,
  type text not null,
  category text not null,
  text text not null,
  public_wording jsonb,
  visibility text not null,
  counsel_basis text,
  decision jsonb,
  source_kind text,
  source_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  revised_at timestamptz,
  revised_by uuid,
  search_all text not null generated always as (search_key(text || coalesce(E'\n' || (public_wording ->> 'ja'), '') || coalesce(E'\n' || (public_wording ->> 'en'), ''))) stored,
  search_public text not null generated always as (search_key(coalesce((public_wording ->> 'ja') || E'\n' || (public_wording ->> 'en'), text))) stored,
  constraint timeline_current_in_incident unique (incident_id, id)
);
create index timeline_current_occurred on timeline_current (incident_id, occurred_on, position, id);
create index timeline_current_learned on timeline_current (incident_id, learned_sort, id);
create index timeline_current_recorded on timeline_current (incident_id, recorded_at, id);
create unique index timeline_current_no on timeline_current (incident_id, no);
create index timeline_current_search_all on timeline_current using gin (search_all gin_trgm_ops);
create index timeline_current_search_public on timeline_current using gin (search_public gin_trgm_ops);
create unique index timeline_current_source on timeline_current (incident_id, source_kind, source_id) where source_id is not null and state = 'current';

create function keep_timeline_current() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  event timeline_event;
  state_now text := case when new.kind = 'retracted' then 'retracted' else 'current' end;
begin
  if new.no = 1 then
    select * into strict event from timeline_event where id = new.event_id;
    insert into timeline_current (
      id, incident_id, no, version, state, correction_count, reason, zone, occurred_precision, occurred_on, occurred_at,
      occurred_until_on, occurred_until_at, position, learned_on, learned_at, type, category, text, public_wording,
      visibility, counsel_basis, decision, source_kind, source_id, recorded_at, recorded_by)
    values (
      new.event_id, new.incident_id, event.no, 1, state_now, 0, null, new.zone, new.occurred_precision, new.occurred_on,
      new.occurred_at, new.occurred_until_on, new.occurred_until_at, new.position, new.learned_on, new.learned_at,
      new.type, new.category, new.text, new.public_wording, new.visibility, new.counsel_basis, new.decision,
      new.source_kind, new.source_id, event.recorded_at, event.recorded_by);
    return null;
  end if;
  update timeline_current set
    version = new.no,
    state = case when new.kind in ('moved', 'adopted') then state else state_now end,
    correction_count = correction_count + (new.kind = 'corrected')::integer,
    reason = coalesce(new.reason, case when new.kind in ('moved', 'adopted') then timeline_current.reason end),
    zone = new.zone, occurred_precision = new.occurred_precision, occurred_on = new.occurred_on,
    occurred_at = new.occurred_at, occurred_until_on = new.occurred_until_on, occurred_until_at = new.occurred_until_at,
    position = new.position, learned_on = new.learned_on, learned_at = new.learned_at, type = new.type,
    category = new.category, text = new.text, public_wording = new.public_wording, visibility = new.visibility,
    counsel_basis = new.counsel_basis, decision = new.decision, source_kind = new.source_kind, source_id = new.source_id,
    revised_at = new.recorded_at, revised_by = new.recorded_by
  where id = new.event_id and version = new.no - 1;
  if not found then
    raise exception 'revision % of % does not follow the newest', new.no, new.event_id
      using errcode = 'KE003', constraint = 'timeline_revision_follows';
  end if;
  return null;
end $$;
create trigger keep_current after insert on timeline_revision for each row execute function keep_timeline_current();

insert into unaudited_table (table_name, reason) values
  ('timeline_current', 'derived from timeline_revision by a trigger; verification compares the two');

grant select, insert on timeline_event, timeline_revision to keii_console, keii_worker;
grant select on timeline_current to keii_console, keii_worker;

create table milestone (
  id uuid not null constraint milestone_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint milestone_incident_fk references incident (id),
  kind text not null,
  state text not null default 'confirmed',
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  learned_by text not null default '',
  channel text not null default '',
  evidence text not null default '',
  timeline_event_id uuid,
  created_at timestamptz not null,
  created_by uuid constraint milestone_created_by_fk references app_user (id),
  constraint milestone_in_incident unique (incident_id, id),
  constraint milestone_once unique (incident_id, kind),
  constraint milestone_timeline_fk foreign key (incident_id, timeline_event_id) references timeline_event (incident_id, id),
  constraint milestone_state_known check (state in ('candidate', 'confirmed')),
  constraint milestone_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint milestone_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on)
);
select audit_table('milestone', 'milestones',
  '{id,version,incident_id,kind,state,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,channel,evidence,timeline_event_id,created_at,created_by}',
  '{learned_by}');

create table intake (
  id uuid not null constraint intake_pk primary key,
  incident_id uuid not null constraint intake_incident_fk references incident (id),
  text text not null,
  caller_name text,
  caller_organisation text,
  call_back_number text,
  taken_by text not null,
  received_at timestamptz not null,
  channel text not null,
  first_steps text[] not null default '{}',
  timeline_event_id uuid not null,
  milestone_id uuid not null,
  masked_count integer not null default 0,
  recorded_at timestamptz not null,
  recorded_by uuid constraint intake_recorded_by_fk references app_user (id),
  constraint intake_in_incident unique (incident_id, id),
  constraint intake_timeline_fk foreign key (incident_id, timeline_event_id) references timeline_event (incident_id, id),
  constraint intake_milestone_fk foreign key (incident_id, milestone_id) references milestone (incident_id, id)
);
select audit_table('intake', 'intake',
  '{id,incident_id,text,received_at,channel,first_steps,timeline_event_id,milestone_id,masked_count,recorded_at,recorded_by}',
  '{caller_name,caller_organisation,call_back_number,taken_by}');
select append_only('intake');

grant select, insert, update on milestone to keii_console, keii_worker;
grant select, insert on intake to keii_console, keii_worker;

-- When somebody last looked at the list of what changed.
create table home_visit (
  user_id uuid not null constraint home_visit_pk primary key constraint home_visit_user_fk references app_user (id),
  seen_at timestamptz not null
);
-- Who is looking at which record, for a minute.
create table presence (
  user_id uuid not null constraint presence_user_fk references app_user (id),
  incident_id uuid not null constraint presence_incident_fk references incident (id),
  resource text not null,
  record_id text,
  seen_at timestamptz not null,
  constraint presence_pk primary key (user_id, incident_id)
);
insert into unaudited_table (table_name, reason) values
  ('home_visit', 'a bookmark of its reader'),
  ('presence', 'who has a screen open, forgotten after a minute');
grant select, insert, update, delete on home_visit, presence to keii_console, keii_worker;
