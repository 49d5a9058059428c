-- The portal may execute a listed few functions, and nothing else.

create function portal_name() returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select portal_name from organisation
$$;

grant usage on schema public to keii_portal;
grant execute on function portal_name() to keii_portal;
