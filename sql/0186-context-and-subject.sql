-- Whether somebody may see a subject is asked of every row of the ledger, of personal data and of documents. A function in
-- SQL is planned anew in each question that asks it, and the plan carries the rules of the table it asks; one in PL/pgSQL
-- keeps its plan as long as the connection.
create or replace function subject_visible(of_district bpchar, of_subject text) returns boolean language plpgsql stable as $$
begin
  if starts_with(of_subject, 'record:') then
    return exists (
      select from record r
       where r.district = of_district
         and r.register = split_part(of_subject, ':', 2)
         and r.id = substr(of_subject, length(split_part(of_subject, ':', 2)) + 9));
  end if;
  return exists (select from case_file c where c.district = of_district and c.id = of_subject);
end
$$;

-- Most transactions are the system's own, which has no posts and no places.
create or replace function set_context(context jsonb) returns void language plpgsql as $$
declare
  told text;
begin
  told := set_config('yiwang.district', context ->> 'district', true);
  if context ->> 'account' is null then
    told := set_config('yiwang.account', '', true);
    told := set_config('yiwang.system', 'on', true);
    told := set_config('yiwang.organs', '', true);
    told := set_config('yiwang.roles', '', true);
    told := set_config('yiwang.places', '', true);
    told := set_config('yiwang.known', '', true);
    return;
  end if;
  told := set_config('yiwang.account', context ->> 'account', true);
  told := set_config('yiwang.system', '', true);
  told := set_config('yiwang.organs', texts_joined(context -> 'organs'), true);
  told := set_config('yiwang.roles', texts_joined(context -> 'roles'), true);
  told := set_config('yiwang.places', places_of(context), true);
  told := set_config('yiwang.known', lines_joined(context -> 'knownAs'), true);
end
$$;
