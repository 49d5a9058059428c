-- A line belongs to the record that wrote it or took it over first (its source). Here stand the further records that
-- the same line speaks of: a report that was received and handed on in one sentence.

create table timeline_link (
  incident_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  event_id uuid not null,
  linked_at timestamptz not null,
  linked_by uuid constraint timeline_link_linked_by_fk references app_user (id),
  constraint timeline_link_pk primary key (incident_id, source_kind, source_id),
  constraint timeline_link_event_fk foreign key (incident_id, event_id) references timeline_event (incident_id, id)
);
create index timeline_link_event on timeline_link (incident_id, event_id);
select audit_table('timeline_link', 'timeline', '{incident_id,source_kind,source_id,event_id,linked_at,linked_by}',
  id_columns => '{incident_id,source_kind,source_id}', live_column => 'event_id');
grant select, insert, delete on timeline_link to keii_console, keii_worker;
