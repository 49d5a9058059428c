-- Who speaks on the portal, and when its desk answers.

create function portal_company() returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('name', portal_name, 'colour', portal_colour, 'zone', zone) from organisation
$$;

-- The lines and hours of a published incident's desk; whether it is open now is reckoned where it is asked.
create function portal_desk(slug text) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'zone', i.zone,
    'lines', (
      select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'value', l.value, 'label', l.label) order by l.place, l.id), '[]')
      from desk_line l where l.incident_id = p.incident_id and l.is_shown),
    'schedules', (
      select coalesce(jsonb_agg(jsonb_build_object(
          'from', s.starts_on, 'weekly', s.weekly, 'closedOnHolidays', s.closed_on_holidays, 'announcement', s.announcement)
        order by s.starts_on, s.id), '[]')
      from desk_schedule s where s.incident_id = p.incident_id and s.withdrawal_reason is null),
    'days', (
      select coalesce(jsonb_agg(jsonb_build_object('on', d.day_on, 'periods', d.periods, 'name', d.name) order by d.day_on, d.id), '[]')
      from desk_day d where d.incident_id = p.incident_id and d.withdrawal_reason is null))
  from publication p join incident i on i.id = p.incident_id
  where p.slug = $1 and p.published_at is not null
$$;

revoke all on function portal_company(), portal_desk(text) from public;
grant execute on function portal_company(), portal_desk(text) to keii_portal;
