-- How far a file that is being read has come: told each second, and nothing the log has to keep.
create table import_progress (
  batch_id uuid not null constraint import_progress_pk primary key constraint import_progress_batch_fk references import_batch (id),
  bytes_read bigint not null default 0,
  rows integer not null default 0
);
insert into unaudited_table (table_name, reason) values
  ('import_progress', 'how far a file has been read; the batch is audited, with what it found in the end');
grant select, insert, update on import_progress to keii_console, keii_worker;

insert into column_class (table_name, column_name, class)
select 'import_progress', name, 'public' from unnest(array['batch_id', 'bytes_read', 'rows']) name;
