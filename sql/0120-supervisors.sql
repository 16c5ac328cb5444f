-- Supervisors (效能监督) look after places as leaders and auditors do.

create or replace function places_of(context jsonb) returns text language plpgsql immutable as $$
declare
  places text := '';
begin
  if context -> 'roles' ?| array['leader', 'auditor', 'supervisor'] then
    select coalesce(string_agg(division_prefix(value), ','), '') into places
      from jsonb_array_elements_text(context -> 'divisions');
  end if;
  return places;
end
$$;

-- The tally of a matter's ratings (好差评) is public and asked for with its guide.
create index record_rating_by_matter on record (district, (data ->> 'matter'), (data ->> 'grade'), status)
  where register = 'rating';
