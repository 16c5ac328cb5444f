-- Certificates by their number, versions of one number, and records that a matter's rule changes.

-- A licence number names a certificate of a type; its versions share it.
create index record_by_licence_no on record (district, register, (data ->> 'licenceNo')) where data ? 'licenceNo';

-- Versions of a certificate share its number (GB/T 36904), and kinds of certificates may number alike; a notice's
-- number is its own.
alter table document drop constraint document_district_number_key;
create unique index document_by_number on document (district, number) where kind <> 'certificate';
create unique index document_by_identifier on document (district, (data ->> 'certificateIdentifier'))
  where kind = 'certificate';

-- As in 0040, but what a matter's own rule draws from a decision (`byRule`) reaches records that whoever acts may not
-- see: the rule is the organ's, the person only decided.
create or replace function apply_step(context jsonb, step jsonb) returns void language plpgsql as $$
declare
  of_district constant char(6) := context ->> 'district';
  by_system constant boolean := context ->> 'account' is null;
  change jsonb;
  refused jsonb;
  told text;
begin
  told := set_context(context);
  if not by_system then
    for change in select jsonb_array_elements(coalesce(step -> 'cases' -> 'cases', '[]') || (step -> 'records')) loop
      if (change ->> 'expected')::integer > 0 and not coalesce((change ->> 'byRule')::boolean, false)
         and not subject_visible(of_district, change ->> 'subject') then
        perform refuse_step('YW002', change ->> 'subject');
      end if;
    end loop;
    told := set_config('yiwang.system', 'on', true);
  end if;
  if step ? 'cases' then
    refused := keep_cases(of_district, step -> 'cases', null);
    if refused <> '{}' then
      perform refuse_step(r.value, step #>> array['cases', 'cases', r.key, 'id']) from jsonb_each_text(refused) as r;
    end if;
  end if;
  for change in select jsonb_array_elements(step -> 'records') loop
    perform apply_record(of_district, change);
  end loop;
  perform apply_beside(of_district, step);
  if not by_system then
    told := set_config('yiwang.system', '', true);
  end if;
end
$$;
