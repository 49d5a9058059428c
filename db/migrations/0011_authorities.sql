-- What is owed to authorities, what was reported to them, and what came back. What was filed is written once.

create table authority_due (
  id uuid not null constraint authority_due_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint authority_due_incident_fk references incident (id),
  recipient_id uuid not null constraint authority_due_recipient_fk references party (id),
  stage text not null,
  what text not null,
  why text not null default '',
  due_from_on date,
  due_on date,
  due_at timestamptz,
  due_sort timestamptz not null,
  state text not null default 'open',
  met_by_id uuid,
  reason text,
  closed_at timestamptz,
  closed_by uuid constraint authority_due_closed_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint authority_due_created_by_fk references app_user (id),
  constraint authority_due_in_incident unique (incident_id, id),
  constraint authority_due_stage_known check (stage in ('preliminary', 'follow_up', 'final', 'voluntary')),
  constraint authority_due_state_known check (state in ('open', 'met', 'dropped')),
  constraint authority_due_time check (due_on is not null or due_at is not null),
  constraint authority_due_yardstick check (due_from_on is null or (due_on is not null and due_at is null and due_from_on <= due_on)),
  constraint authority_due_met check ((state = 'met') = (met_by_id is not null)),
  constraint authority_due_dropped check (state <> 'dropped' or reason is not null),
  constraint authority_due_closed check ((state = 'open') = (closed_at is null))
);
create index authority_due_due on authority_due (incident_id, due_sort, id);
create index authority_due_created on authority_due (incident_id, created_at, id);
select audit_table('authority_due', 'authority-dues',
  '{id,version,incident_id,recipient_id,stage,what,why,due_from_on,due_on,due_at,due_sort,state,met_by_id,reason,closed_at,closed_by,created_at,created_by}');

create table authority_report (
  id uuid not null constraint authority_report_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint authority_report_incident_fk references incident (id),
  recipient_id uuid not null constraint authority_report_recipient_fk references party (id),
  stage text not null,
  basis text not null,
  citation text not null default '',
  police_contact text,
  method text not null,
  department text not null default '',
  officer text not null default '',
  receipt_number text not null default '',
  content text not null default '',
  authority_due_id uuid,
  state text not null default 'draft',
  round integer,
  filed_sort timestamptz not null,
  amend_reason text,
  withdraw_reason text,
  withdrawn_at timestamptz,
  withdrawn_by uuid constraint authority_report_withdrawn_by_fk references app_user (id),
  created_at timestamptz not null,
  created_by uuid constraint authority_report_created_by_fk references app_user (id),
  constraint authority_report_in_incident unique (incident_id, id),
  constraint authority_report_round_once unique (incident_id, recipient_id, round),
  constraint authority_report_due_fk foreign key (incident_id, authority_due_id) references authority_due (incident_id, id),
  constraint authority_report_stage_known check (stage in ('preliminary', 'follow_up', 'final', 'voluntary')),
  constraint authority_report_basis_known check (basis in ('statutory', 'guideline', 'contract', 'voluntary')),
  constraint authority_report_contact_known check (police_contact in ('consultation', 'tip', 'damage_report')),
  constraint authority_report_method_known check (method in ('in_person', 'telephone', 'email', 'web_form', 'post')),
  constraint authority_report_state_known check (state in ('draft', 'filed', 'accepted', 'revision_requested', 'withdrawn')),
  constraint authority_report_round check (case state when 'draft' then round is null when 'withdrawn' then true else round > 0 end),
  constraint authority_report_withdrawn check ((state = 'withdrawn') = (withdraw_reason is not null and withdrawn_at is not null))
);
create index authority_report_filed on authority_report (incident_id, filed_sort, id);
create index authority_report_created on authority_report (incident_id, created_at, id);
create index authority_report_of_due on authority_report (incident_id, authority_due_id);
select audit_table('authority_report', 'authorities',
  '{id,version,incident_id,recipient_id,stage,basis,citation,police_contact,method,department,receipt_number,content,authority_due_id,state,round,filed_sort,amend_reason,withdraw_reason,withdrawn_at,withdrawn_by,created_at,created_by}',
  '{officer}');

alter table authority_due add constraint authority_due_met_by_fk
  foreign key (incident_id, met_by_id) references authority_report (incident_id, id);

-- What was said stays said: of a report that was filed only what arrives later may be added, and its state moves on.
create function keep_filed_report() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.state <> 'draft' and (
    (new.id, new.incident_id, new.recipient_id, new.stage, new.basis, new.citation, new.police_contact, new.method, new.content, new.authority_due_id, new.round, new.filed_sort, new.created_at, new.created_by)
      is distinct from
    (old.id, old.incident_id, old.recipient_id, old.stage, old.basis, old.citation, old.police_contact, old.method, old.content, old.authority_due_id, old.round, old.filed_sort, old.created_at, old.created_by)
    or new.state = 'draft' or old.state = 'withdrawn'
  ) then
    raise exception 'a change of a filed report is refused' using errcode = 'KE002', constraint = 'authority_report_filed';
  end if;
  return new;
end $$;
create trigger keep_filed before update on authority_report for each row execute function keep_filed_report();

create table authority_filing (
  id uuid not null constraint authority_filing_pk primary key,
  incident_id uuid not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  filed_by uuid not null constraint authority_filing_filed_by_fk references app_user (id),
  content text not null,
  content_sha256 text not null,
  recorded_at timestamptz not null,
  recorded_by uuid constraint authority_filing_recorded_by_fk references app_user (id),
  constraint authority_filing_in_incident unique (incident_id, id),
  constraint authority_filing_report_fk foreign key (incident_id, id) references authority_report (incident_id, id),
  constraint authority_filing_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint authority_filing_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint authority_filing_hash check (content_sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
select audit_table('authority_filing', 'authorities',
  '{id,incident_id,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,filed_by,content,content_sha256,recorded_at,recorded_by}');
select append_only('authority_filing');

create table authority_reply (
  id uuid not null constraint authority_reply_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint authority_reply_incident_fk references incident (id),
  authority_report_id uuid not null,
  kind text not null,
  zone text not null,
  occurred_precision text not null,
  occurred_on date not null,
  occurred_at timestamptz,
  occurred_until_on date,
  occurred_until_at timestamptz,
  method text not null,
  from_whom text not null default '',
  text text not null default '',
  due_on date,
  due_at timestamptz,
  due_sort timestamptz not null,
  state text not null,
  answered_on date,
  answered_at timestamptz,
  answered_by uuid constraint authority_reply_answered_by_fk references app_user (id),
  answer_text text not null default '',
  reason text,
  created_at timestamptz not null,
  created_by uuid constraint authority_reply_created_by_fk references app_user (id),
  constraint authority_reply_in_incident unique (incident_id, id),
  constraint authority_reply_report_fk foreign key (incident_id, authority_report_id) references authority_report (incident_id, id),
  constraint authority_reply_kind_known check (kind in ('accepted', 'revision_requested', 'question')),
  constraint authority_reply_state_known check (state in ('open', 'answered', 'noted', 'withdrawn')),
  constraint authority_reply_method_known check (method in ('in_person', 'telephone', 'email', 'web_form', 'post')),
  constraint authority_reply_precision_known check (occurred_precision in ('minute', 'day', 'about', 'period', 'planned')),
  constraint authority_reply_same_day check (occurred_at is null or (occurred_at at time zone zone)::date = occurred_on),
  constraint authority_reply_answered_same_day check (answered_at is null or (answered_at at time zone zone)::date = answered_on),
  constraint authority_reply_answered check (state <> 'answered' or (answered_on is not null and answered_by is not null and answer_text <> '')),
  constraint authority_reply_withdrawn check (state <> 'withdrawn' or reason is not null)
);
create index authority_reply_due on authority_reply (incident_id, due_sort, id);
create index authority_reply_occurred on authority_reply (incident_id, occurred_on, (coalesce(occurred_at, '-infinity'::timestamptz)), id);
create index authority_reply_report on authority_reply (incident_id, authority_report_id);
select audit_table('authority_reply', 'authority-replies',
  '{id,version,incident_id,authority_report_id,kind,zone,occurred_precision,occurred_on,occurred_at,occurred_until_on,occurred_until_at,method,text,due_on,due_at,due_sort,state,answered_on,answered_at,answered_by,answer_text,reason,created_at,created_by}',
  '{from_whom}');

grant select, insert, update on authority_due, authority_report, authority_reply to keii_console, keii_worker;
grant select, insert on authority_filing to keii_console, keii_worker;
