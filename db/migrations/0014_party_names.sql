-- Bodies of the same name, and the incidents that speak of a body.

create index party_same_name on party (search_key(coalesce(nullif(official_name ->> 'ja', ''), official_name ->> 'en')), id);

-- Every table that refers to a body within an incident is asked, so that a new domain is found by itself.
create function party_incidents(party_id uuid) returns setof uuid
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  place record;
begin
  for place in
    select c.conrelid::regclass as referring, a.attname as column_name
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'party'::regclass and cardinality(c.conkey) = 1
      and exists (select from pg_attribute i where i.attrelid = c.conrelid and i.attname = 'incident_id')
  loop
    return query execute format('select incident_id from %s where %I = $1', place.referring, place.column_name) using party_id;
  end loop;
end $$;
grant execute on function party_incidents(uuid) to keii_console, keii_worker;
