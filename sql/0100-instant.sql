-- 秒批: names and numbers that are taken for one case, the facts that a rule decides on, and what it decided.

-- A name or number that a case holds while it is open, so that two of one second cannot both be granted it. Once the
-- case is over the register says whether it is in use.
create table claim (
  district char(6) not null,
  kind text not null,
  value text not null,
  case_no text not null,
  at timestamptz not null,
  primary key (district, kind, value)
);

-- What the machine was asked and answered: on which facts, under which rules. Open data only; a fold of the case's
-- entries, kept for receipts, sampling and trials of other rules.
create table machine_decision (
  district char(6) not null,
  case_no text not null,
  matter text not null,
  -- The hash of the rules' text (`published`, kind `rules`).
  rules text not null,
  at timestamptz not null,
  granted boolean not null,
  sampled boolean not null,
  -- What the rules saw: {facts, form, applicant, …}.
  input jsonb not null,
  -- [{id, name, source, at, value, missing}] in the matter's order.
  facts jsonb not null,
  -- [{id, name, law, article, facts, result}] likewise.
  conditions jsonb not null,
  primary key (district, case_no)
);
create index machine_decision_by_time on machine_decision (district, matter, at, case_no);

-- How many records agree in some fields is asked of any register by any of its fields.
create index record_by_data on record using gin (data jsonb_path_ops);

-- True where the value is this case's from now on: nobody else's case that is open holds it. Whoever asks for the same
-- waits until the first is kept or given up, in a statement of its own, so that the next sees what was kept.
create function take_claim(of_district char(6), of_kind text, of_value text, by_case text, moment timestamptz)
returns boolean language plpgsql as $$
declare
  holder text;
begin
  perform pg_advisory_xact_lock(hashtextextended(format('claim %s %s %s', of_district, of_kind, of_value), 0));
  insert into claim as c (district, kind, value, case_no, at) values (of_district, of_kind, of_value, by_case, moment)
  on conflict (district, kind, value) do update set case_no = excluded.case_no, at = excluded.at
    where c.case_no = excluded.case_no
       or not exists (select from case_file f
                       where f.district = c.district and f.id = c.case_no and f.closed_at is null)
  returning c.case_no into holder;
  return holder is not null;
end
$$;

create function count_live(of_district char(6), of_register text, fields jsonb, live jsonb)
returns bigint language sql stable as $$
  select count(*) from record r
   where r.district = of_district and r.register = of_register and r.data @> fields and live ? r.status
$$;

-- Asks the registers in the order of the questions and answers likewise. What the one who acts may not see is asked
-- all the same: rules compare it and pass on a yes or no. `questions`:
--   {kind: 'record', register, id} → null, or {status, data, personal: [content]}
--   {kind: 'count', register, where, live: [status]} → {count}
--   {kind: 'claim', of, value, register, field, live} → {taken}
--   {kind: 'knownAs', register, account} → {id}
create function ask_registers(of_district char(6), by_case text, moment timestamptz, questions jsonb)
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

create function keep_machine_decision(of_district char(6), decided jsonb) returns void language plpgsql as $$
declare
  as_system constant text := coalesce(current_setting('yiwang.system', true), '');
begin
  perform set_config('yiwang.system', 'on', true);
  insert into machine_decision (district, case_no, matter, rules, at, granted, sampled, input, facts, conditions)
  select of_district, d."caseNo", d.matter, d.rules, d.at, d.granted, d.sampled, d.input, d.facts, d.conditions
    from jsonb_to_record(decided) as d ("caseNo" text, matter text, rules text, at timestamptz, granted boolean,
         sampled boolean, input jsonb, facts jsonb, conditions jsonb)
  on conflict (district, case_no) do update set
    rules = excluded.rules, at = excluded.at, granted = excluded.granted, sampled = excluded.sampled,
    input = excluded.input, facts = excluded.facts, conditions = excluded.conditions;
  perform set_config('yiwang.system', as_system, true);
end
$$;

alter table claim enable row level security;
alter table claim force row level security;
create policy claim_system on claim
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));

alter table machine_decision enable row level security;
alter table machine_decision force row level security;
create policy machine_decision_seen on machine_decision for select
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or subject_visible(district, case_no)));
create policy machine_decision_written on machine_decision for all
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));

grant select, insert, update on claim, machine_decision to yiwang_app;
