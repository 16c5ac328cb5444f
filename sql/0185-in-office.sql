-- A rule may ask who is in office: the records that a value finds (0151-record-lookup.sql), by their terms on a day.

-- Asks the registers in the order of the questions and answers likewise. What the one who acts may not see is asked
-- all the same: rules compare it and pass on a yes or no. `questions`:
--   {kind: 'record', register, id} → null, or {status, data, personal: [content]}
--   {kind: 'count', register, where, live: [status]} → {count}
--   {kind: 'inOffice', register, field, value, where, live: [status], on} → null, or {data, count}
--   {kind: 'claim', of, value, register, field, live} → {taken}
--   {kind: 'knownAs', register, account} → {id}
create or replace function ask_registers(of_district char(6), by_case text, moment timestamptz, questions jsonb)
returns jsonb language plpgsql as $$
declare
  as_system constant text := coalesce(current_setting('yiwang.system', true), '');
  question jsonb;
  answer jsonb;
  answers jsonb := '[]';
  mine boolean;
begin
  perform set_config('yiwang.system', 'on', true);
  for question in select jsonb_array_elements(questions) loop
    answer := null;
    case question ->> 'kind'
      when 'record' then
        select jsonb_build_object('status', r.status, 'data', r.data, 'personal',
                 (select coalesce(jsonb_agg(p.content), '[]') from personal p
                   where p.district = r.district and p.subject = 'record:' || r.register || ':' || r.id))
          into answer from record r
         where r.district = of_district and r.register = question ->> 'register' and r.id = question ->> 'id';
      when 'count' then
        answer := jsonb_build_object('count',
          count_live(of_district, question ->> 'register', question -> 'where', question -> 'live'));
      when 'inOffice' then
        select jsonb_build_object('data', r.data, 'count', count(*) over ())
          into answer
          from record_lookup l
          join record r on r.district = l.district and r.register = l.register and r.id = l.id
         where l.district = of_district and l.register = question ->> 'register' and l.field = question ->> 'field'
           and l.value = question ->> 'value' and question -> 'live' ? r.status and r.data @> (question -> 'where')
           and r.data ->> 'from' <= question ->> 'on'
           and coalesce(nullif(r.data ->> 'to', ''), question ->> 'on') >= question ->> 'on'
         order by r.data ->> 'from' desc, r.id
         limit 1;
      when 'claim' then
        mine := take_claim(of_district, question ->> 'of', question ->> 'value', by_case, moment);
        -- Counted after the lock is had: what was granted a moment before is seen.
        answer := jsonb_build_object('taken', not mine or count_live(of_district, question ->> 'register',
          jsonb_build_object(question ->> 'field', question -> 'value'), question -> 'live') > 0);
      when 'knownAs' then
        select jsonb_build_object('id', k.id) into answer from known_as k
         where k.district = of_district and k.account = question ->> 'account'
           and k.register = question ->> 'register';
    end case;
    answers := answers || jsonb_build_array(answer);
  end loop;
  perform set_config('yiwang.system', as_system, true);
  return answers;
end
$$;
