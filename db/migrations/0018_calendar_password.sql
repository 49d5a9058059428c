-- A password that opens one's calendar of what is due, and nothing else. Only its hash is kept.

create table calendar_password (
  user_id uuid not null constraint calendar_password_pk primary key constraint calendar_password_user_fk references app_user (id),
  hash bytea not null constraint calendar_password_hash_length check (octet_length(hash) = 32),
  made_at timestamptz not null,
  last_used_at timestamptz
);
insert into unaudited_table (table_name, reason) values
  ('calendar_password', 'making and revoking one are acts in the log; that a calendar asked is not');
grant select, insert, update, delete on calendar_password to keii_console;
