-- A file that went out with a record, such as a filing, stands in the revision that went out.
alter table evidence_link add column revision_no integer;
alter table evidence_link add constraint evidence_link_revision_fk
  foreign key (evidence_id, revision_no) references evidence_revision (evidence_id, no);
select audit_table('evidence_link', 'evidence',
  '{id,incident_id,evidence_id,subject_kind,subject_id,attached_at,attached_by,detached_at,detached_by,revision_no}', live_column => 'evidence_id');
