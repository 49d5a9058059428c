-- Files of a case: content by its hash, kept once per incident; numbered revisions, hand-overs, purge with a tombstone.

create table evidence_content (
  id uuid not null constraint evidence_content_pk primary key,
  incident_id uuid not null constraint evidence_content_incident_fk references incident (id),
  sha256 text not null,
  size bigint not null,
  chunk_size integer not null,
  chunk_hashes bytea not null,
  stored_at timestamptz not null,
  stored_by uuid constraint evidence_content_stored_by_fk references app_user (id),
  damaged_at timestamptz,
  purged_at timestamptz,
  purged_by uuid constraint evidence_content_purged_by_fk references app_user (id),
  purge_reason text,
  constraint evidence_content_in_incident unique (incident_id, id),
  constraint evidence_content_once unique (incident_id, sha256),
  constraint evidence_content_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint evidence_content_chunks check (size >= 0 and chunk_size > 0 and octet_length(chunk_hashes) = 32 * ceil(size::numeric / chunk_size)),
  constraint evidence_content_purged check ((purged_at is null) = (purge_reason is null))
);
select audit_table('evidence_content', null,
  '{id,incident_id,sha256,size,chunk_size,chunk_hashes,stored_at,stored_by,damaged_at,purged_at,purged_by,purge_reason}');

create table evidence (
  id uuid not null constraint evidence_pk primary key,
  version integer not null default 1,
  incident_id uuid not null constraint evidence_incident_fk references incident (id),
  no bigint not null,
  revision_no integer not null default 1,
  name text not null,
  note text not null default '',
  category text not null,
  visibility text not null,
  counsel_basis text,
  zone text not null,
  received_on date,
  received_at timestamptz,
  received_from uuid constraint evidence_received_from_fk references party (id),
  timeline_event_id uuid,
  created_at timestamptz not null,
  created_by uuid constraint evidence_created_by_fk references app_user (id),
  constraint evidence_in_incident unique (incident_id, id),
  constraint evidence_no_unique unique (incident_id, no),
  constraint evidence_timeline_fk foreign key (incident_id, timeline_event_id) references timeline_event (incident_id, id),
  constraint evidence_category_known check (category in ('report', 'correspondence', 'log', 'preserved_image', 'photo', 'document', 'other')),
  constraint evidence_visibility_known check (visibility in ('public', 'internal', 'counsel')),
  constraint evidence_counsel check ((visibility = 'counsel') = (counsel_basis is not null)),
  constraint evidence_received check (received_at is null or (received_on is not null and (received_at at time zone zone)::date = received_on))
);
create index evidence_name on evidence (incident_id, name, id);
create index evidence_created on evidence (incident_id, created_at, id);
select audit_table('evidence', 'evidence',
  '{id,version,incident_id,no,revision_no,name,note,category,visibility,counsel_basis,zone,received_on,received_at,received_from,timeline_event_id,created_at,created_by}');

-- What a file held at each step; without content it is registered by its hash only.
create table evidence_revision (
  evidence_id uuid not null,
  no integer not null constraint evidence_revision_no_positive check (no > 0),
  incident_id uuid not null,
  content_id uuid,
  sha256 text not null,
  size bigint not null,
  media_type text not null,
  original_name text not null,
  recorded_at timestamptz not null,
  recorded_by uuid constraint evidence_revision_recorded_by_fk references app_user (id),
  constraint evidence_revision_pk primary key (evidence_id, no),
  constraint evidence_revision_evidence_fk foreign key (incident_id, evidence_id) references evidence (incident_id, id),
  constraint evidence_revision_content_fk foreign key (incident_id, content_id) references evidence_content (incident_id, id),
  constraint evidence_revision_sha256 check (sha256 ~ '^[0-9a-f]{64}$' and size >= 0)
);
create index evidence_revision_content on evidence_revision (content_id);
select audit_table('evidence_revision', 'evidence',
  '{evidence_id,no,incident_id,content_id,sha256,size,media_type,original_name,recorded_at,recorded_by}',
  id_columns => '{evidence_id,no}', live_column => 'evidence_id');
select append_only('evidence_revision');

-- From whose hands into whose.
create table evidence_custody (
  id uuid not null constraint evidence_custody_pk primary key,
  incident_id uuid not null,
  evidence_id uuid not null,
  revision_no integer not null,
  handed_from text not null,
  handed_to text not null,
  purpose text not null,
  zone text not null,
  handed_over_on date not null,
  handed_over_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid constraint evidence_custody_recorded_by_fk references app_user (id),
  constraint evidence_custody_evidence_fk foreign key (incident_id, evidence_id) references evidence (incident_id, id),
  constraint evidence_custody_revision_fk foreign key (evidence_id, revision_no) references evidence_revision (evidence_id, no),
  constraint evidence_custody_same_day check (handed_over_at is null or (handed_over_at at time zone zone)::date = handed_over_on)
);
create index evidence_custody_order on evidence_custody (evidence_id, handed_over_on, recorded_at, id);
select audit_table('evidence_custody', 'evidence',
  '{id,incident_id,evidence_id,revision_no,purpose,zone,handed_over_on,handed_over_at,recorded_at,recorded_by}',
  '{handed_from,handed_to}', live_column => 'evidence_id');
select append_only('evidence_custody');

-- A file somebody has at hand, held against the hash it is registered under.
create table evidence_verification (
  id uuid not null constraint evidence_verification_pk primary key,
  incident_id uuid not null,
  evidence_id uuid not null,
  revision_no integer not null,
  sha256 text not null,
  size bigint not null,
  is_match boolean not null,
  verified_at timestamptz not null,
  verified_by uuid constraint evidence_verification_by_fk references app_user (id),
  constraint evidence_verification_evidence_fk foreign key (incident_id, evidence_id) references evidence (incident_id, id),
  constraint evidence_verification_revision_fk foreign key (evidence_id, revision_no) references evidence_revision (evidence_id, no),
  constraint evidence_verification_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
create index evidence_verification_order on evidence_verification (evidence_id, verified_at, id);
select audit_table('evidence_verification', 'evidence',
  '{id,incident_id,evidence_id,revision_no,sha256,size,is_match,verified_at,verified_by}', live_column => 'evidence_id');
select append_only('evidence_verification');

-- Which record a file is attached to; what is taken off stays to be read.
create table evidence_link (
  id uuid not null constraint evidence_link_pk primary key,
  incident_id uuid not null,
  evidence_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  attached_at timestamptz not null,
  attached_by uuid constraint evidence_link_attached_by_fk references app_user (id),
  detached_at timestamptz,
  detached_by uuid constraint evidence_link_detached_by_fk references app_user (id),
  constraint evidence_link_evidence_fk foreign key (incident_id, evidence_id) references evidence (incident_id, id)
);
create unique index evidence_link_once on evidence_link (incident_id, subject_kind, subject_id, evidence_id) where detached_at is null;
create index evidence_link_evidence on evidence_link (evidence_id);
select audit_table('evidence_link', 'evidence',
  '{id,incident_id,evidence_id,subject_kind,subject_id,attached_at,attached_by,detached_at,detached_by}', live_column => 'evidence_id');

-- Content that has arrived and belongs to no file yet, and when content was last read whole: no part of the record.
create table evidence_upload (
  id uuid not null constraint evidence_upload_pk primary key,
  incident_id uuid not null constraint evidence_upload_incident_fk references incident (id),
  sha256 text not null,
  size bigint not null,
  chunk_size integer not null,
  chunk_hashes bytea not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null constraint evidence_upload_by_fk references app_user (id)
);
create index evidence_upload_content on evidence_upload (incident_id, sha256);
create table evidence_scrub (
  content_id uuid not null constraint evidence_scrub_pk primary key constraint evidence_scrub_content_fk references evidence_content (id),
  checked_at timestamptz not null
);
insert into unaudited_table (table_name, reason) values
  ('evidence_upload', 'content on its way into a file, forgotten after a day'),
  ('evidence_scrub', 'when content was last read whole; what is found is written to evidence_content');

grant select, insert, update on evidence, evidence_content, evidence_link to keii_console, keii_worker;
grant select, insert on evidence_revision, evidence_custody, evidence_verification to keii_console, keii_worker;
grant select, insert, delete on evidence_upload to keii_console, keii_worker;
grant select, insert, update, delete on evidence_scrub to keii_console, keii_worker;
