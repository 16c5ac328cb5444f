-- Cases are kept many at a time (ADR 11): every statement below works on all steps that wait at that moment, so
-- that starting a statement, row security and the commit are paid once, not once a step. A step that is refused is
-- named and leaves nothing behind; the others are kept. One step alone takes the same way.

-- Most steps change no indexed column: room on the page lets them leave every index alone (HOT).
alter table case_file set (fillfactor = 60);

-- Rows that only keep_cases writes, after their case and in the same transaction: looking again is not needed.
alter table task drop constraint task_district_case_id_fkey;
alter table timer drop constraint timer_district_case_id_fkey;
alter table failure drop constraint failure_district_case_id_fkey;

-- Most open tasks are nobody's yet.
drop index task_open_by_assignee;
create index task_open_by_assignee on task (district, assignee, due_at, case_id, id)
  where status = 'open' and assignee is not null;

-- ["a", "b"] as 'a,b'; without starting a query, for it is asked at every step.
create function texts_joined(texts jsonb) returns text language plpgsql immutable as $$
declare
  joined text := '';
begin
  if texts is null then return ''; end if;
  for place in 0 .. jsonb_array_length(texts) - 1 loop
    joined := case when place = 0 then texts ->> place else joined || ',' || (texts ->> place) end;
  end loop;
  return joined;
end
$$;

create function places_of(context jsonb) returns text language plpgsql immutable as $$
declare
  places text := '';
begin
  if context -> 'roles' ?| array['leader', 'auditor'] then
    select coalesce(string_agg(division_prefix(value), ','), '') into places
      from jsonb_array_elements_text(context -> 'divisions');
  end if;
  return places;
end
$$;

-- Assignments instead of PERFORM: PL/pgSQL computes those without the executor.
create or replace function set_context(context jsonb) returns void language plpgsql as $$
declare
  told text;
begin
  told := set_config('yiwang.district', context ->> 'district', true);
  told := set_config('yiwang.account', coalesce(context ->> 'account', ''), true);
  told := set_config('yiwang.system', case when context ->> 'account' is null then 'on' else '' end, true);
  told := set_config('yiwang.organs', texts_joined(context -> 'organs'), true);
  told := set_config('yiwang.roles', texts_joined(context -> 'roles'), true);
  told := set_config('yiwang.places', places_of(context), true);
end
$$;

-- What the policy case_file_seen says, for a context that is handed in: a batch holds the steps of many people.
-- A test holds the two equal.
create function case_seen_by(context jsonb, of_applicant text, of_organ text, of_division text) returns boolean
language plpgsql stable as $$
begin
  return context ->> 'account' is null
    or of_applicant = context ->> 'account'
    or context -> 'organs' ? of_organ
    or exists (select from unnest(string_to_array(places_of(context), ',')) as place
                where place <> '' and starts_with(of_division, place));
end
$$;

create or replace function append_entries(of_district char(6), subject text, entries jsonb) returns void
language plpgsql as $$
begin
  insert into entry (district, subject, seq, at, actor, kind, data, prev, hash, epoch)
  select of_district, subject, e.seq, e.at, e.actor, e.kind, e.data, decode(e.prev, 'hex'), decode(e.hash, 'hex'), l.epoch
    from jsonb_to_recordset(entries) as e
           (seq integer, at timestamptz, actor jsonb, kind text, data jsonb, prev text, hash text),
         ledger_epoch l;
end
$$;

drop function apply_case(char, jsonb);
drop function apply_tasks(char, case_file, jsonb);

-- batch: {cases, entries, tasks, tasksClosed, others, by}, each a list whose rows name their step as `n`:
--   cases   {n, expected, version, prev, hash, at, …a head's columns…, engineState}
--   entries {n, subject, seq, at, actor, kind, data, prev, hash}
--   tasks, tasksClosed {n, of, …}
--   others  {n, of, organ, at, timers, timersGone, jobs, jobsGone, failures, resolved}
-- `contexts` by step where they must be asked, null where row security has been asked already.
-- Answers {"<n>": code} of the refused: YW001 stale version, YW002 not found or not visible, YW003 another hash.
-- A subject may stand in a batch once; `opens` stands where a step opens a case. Runs as the system.
create function keep_cases(of_district char(6), batch jsonb, contexts jsonb) returns jsonb language plpgsql
-- By index and from the batch, whatever the statistics say.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  of_epoch constant integer := (select epoch from ledger_epoch where only_row);
  refused jsonb := '{}';
  going integer[];
  moved integer[];
  new_facts integer[];
  kept integer[] := '{}';
  opened integer[];
  each jsonb;
  told text;
begin
  -- A kept plan spares a third of the work, but one made for a small table reads the whole of it when it has grown.
  -- ANALYZE makes kept plans anew; before the first that counted something, each batch is planned for itself.
  told := set_config('plan_cache_mode', case when (select relpages from pg_class where oid = 'case_file'::regclass) >= 200
    then 'force_generic_plan' else 'force_custom_plan' end, true);

  select coalesce(jsonb_object_agg(p.n, p.code) filter (where p.code is not null), '{}'),
         coalesce(array_agg(p.n) filter (where p.code is null), '{}'),
         array_agg(p.n) filter (where p.code is null and p.moved),
         array_agg(p.n) filter (where p.code is null and p.changed)
    into refused, going, moved, new_facts
    from (select a.n,
                 case when c.id is null then 'YW002'
                      when contexts is not null
                        and not case_seen_by(contexts -> a.n, c.applicant, c.organ, c.division) then 'YW002'
                      when c.version <> a.expected then 'YW001'
                      when c.head_hash <> decode(a.prev, 'hex') then 'YW003' end as code,
                 (c.due_at, c.organ, c.division, c.applicant)
                   is distinct from (a."dueAt", a.organ, a.division, a.applicant) as moved,
                 (c.facts, c.state, c.outcome, c.matter, c.organ, c.division, c.received_at, c.accepted_at, c.closed_at)
                   is distinct from (a.facts, a.state, a.outcome, a.matter, a.organ, a.division, a."receivedAt",
                                     a."acceptedAt", a."closedAt") as changed
            from jsonb_to_recordset(batch -> 'cases') as a
                   (n integer, id text, expected integer, prev text, state text, outcome text, matter text, organ text,
                    division text, applicant text, "receivedAt" timestamptz, "acceptedAt" timestamptz,
                    "dueAt" timestamptz, "closedAt" timestamptz, facts jsonb)
            left join case_file c on c.district = of_district and c.id = a.id
           where a.expected > 0) as p;

  -- A second writer waits here for the first, and then finds the version moved on.
  if cardinality(going) > 0 then
  with written as (
    update case_file c set
      version = a.version, head_hash = decode(a.hash, 'hex'), case_no = a."caseNo", matter = a.matter,
      matter_version = a."matterVersion", matter_name = a."matterName", plan = a.plan, title = a.title,
      status = a.status, state = a.state, outcome = a.outcome, organ = a.organ, division = a.division,
      applicant = a.applicant, applicant_name = a."applicantName", received_at = a."receivedAt",
      accepted_at = a."acceptedAt", due_at = a."dueAt", closed_at = a."closedAt", facts = a.facts,
      engine_state = a."engineState"
    from jsonb_to_recordset(batch -> 'cases') as a
           (n integer, id text, expected integer, version integer, hash text, "caseNo" text, matter text,
            "matterVersion" text, "matterName" text, plan text, title text, status text, state text, outcome text,
            organ text, division text, applicant text, "applicantName" text, "receivedAt" timestamptz,
            "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz, facts jsonb, "engineState" jsonb)
    where a.n = any (going) and c.district = of_district and c.id = a.id and c.version = a.expected
    returning a.n)
  select coalesce(array_agg(written.n), '{}') into kept from written;
  end if;

  if batch ? 'opens' then
    with written as (
      insert into case_file
      select of_district, a.id, a.version, decode(a.hash, 'hex'), a."caseNo", a.matter, a."matterVersion",
             a."matterName", a.plan, a.title, a.status, a.state, a.outcome, a.organ, a.division, a.applicant,
             a."applicantName", a."receivedAt", a."acceptedAt", a."dueAt", a."closedAt", a.facts, a."engineState"
        from jsonb_to_recordset(batch -> 'cases') as a
           (n integer, id text, expected integer, version integer, hash text, "caseNo" text, matter text,
            "matterVersion" text, "matterName" text, plan text, title text, status text, state text, outcome text,
            organ text, division text, applicant text, "applicantName" text, "receivedAt" timestamptz,
            "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz, facts jsonb, "engineState" jsonb)
       where a.expected = 0
      on conflict (district, id) do nothing
      returning id)
    select coalesce(array_agg(a.n), '{}') into opened
      from jsonb_to_recordset(batch -> 'cases') as a (n integer, id text, expected integer)
      join written on written.id = a.id
     where a.expected = 0;
    kept := kept || opened;
    new_facts := new_facts || opened;
  end if;

  if cardinality(kept) < jsonb_array_length(batch -> 'cases') then
    select refused || coalesce(jsonb_object_agg(a.n, 'YW001'), '{}') into refused
      from jsonb_to_recordset(batch -> 'cases') as a (n integer)
     where not a.n = any (kept) and not refused ? a.n::text;
  end if;
  if cardinality(kept) = 0 then return refused; end if;

  if moved is not null then
    update task k set
      due_at = coalesce(least(k.own_due_at, a."dueAt"), 'infinity'),
      organ = a.organ, division = a.division, applicant = a.applicant
    from jsonb_to_recordset(batch -> 'cases') as a
           (n integer, id text, organ text, division text, applicant text, "dueAt" timestamptz)
    -- The status not as a plain comparison: an early plan would take a partial index of all open tasks.
    where a.n = any (moved) and a.n = any (kept)
      and k.district = of_district and k.case_id = a.id and k.status || '' = 'open';
  end if;

  insert into entry (district, subject, seq, at, actor, kind, data, prev, hash, epoch)
  select of_district, e.subject, e.seq, e.at, e.actor, e.kind, e.data, decode(e.prev, 'hex'), decode(e.hash, 'hex'),
         of_epoch
    from jsonb_to_recordset(batch -> 'entries') as e
           (n integer, subject text, seq integer, at timestamptz, actor jsonb, kind text, data jsonb, prev text, hash text)
   where e.n = any (kept);

  if new_facts is not null then
    insert into fact_version (district, subject, version, source, at, facts)
    -- As caseFacts in src/store/ledger/facts.ts puts them together.
    select of_district, a.id, a.version, 'case', a.at,
           a.facts || jsonb_build_object('id', a.id, 'matter', a.matter, 'state', a.state, 'outcome', a.outcome,
             'organ', a.organ, 'division', a.division, 'receivedAt', a."receivedAt", 'acceptedAt', a."acceptedAt",
             'closedAt', a."closedAt")
      from jsonb_to_recordset(batch -> 'cases') as a
           (n integer, id text, version integer, at timestamptz, facts jsonb, matter text, state text, outcome text,
            organ text, division text, "receivedAt" text, "acceptedAt" text, "closedAt" text)
     where a.n = any (new_facts) and a.n = any (kept);
  end if;

  if batch ? 'tasks' then
    insert into task (district, case_id, id, element, name, status, assignee, candidate_groups, candidate_users,
                      optional, organ, division, applicant, opened_at, own_due_at, due_at, detail)
    select of_district, t.of, t.id, t.element, t.name, 'open', t.assignee, t."candidateGroups", t."candidateUsers",
           t.optional, t.organ, t.division, t.applicant, t."openedAt", t."dueAt",
           coalesce(least(t."dueAt", t."caseDueAt"), 'infinity'), t.detail
      from jsonb_to_recordset(batch -> 'tasks') as t
           (n integer, of text, id text, element text, name text, assignee text, "candidateGroups" text[],
            "candidateUsers" text[], optional boolean, organ text, division text, applicant text,
            "openedAt" timestamptz, "dueAt" timestamptz, "caseDueAt" timestamptz, detail jsonb)
     where t.n = any (kept)
    on conflict (district, case_id, id) do update set
      name = excluded.name, assignee = excluded.assignee, candidate_groups = excluded.candidate_groups,
      candidate_users = excluded.candidate_users, optional = excluded.optional, own_due_at = excluded.own_due_at,
      due_at = excluded.due_at, detail = excluded.detail;
  end if;
  if batch ? 'tasksClosed' then
    update task k set status = t.how, closed_at = t.at, closed_by = t.by, detail = null
      from jsonb_to_recordset(batch -> 'tasksClosed') as t (n integer, of text, id text, how text, at timestamptz, by text)
     where t.n = any (kept)
       and k.district = of_district and k.case_id = t.of and k.id = t.id and k.status || '' = 'open';
  end if;
  if batch ? 'others' then
    for place in 0 .. jsonb_array_length(batch -> 'others') - 1 loop
      each := batch -> 'others' -> place;
      if (each ->> 'n')::integer = any (kept) then
        perform apply_timers_and_jobs(of_district, each ->> 'of', each ->> 'organ', each);
      end if;
    end loop;
  end if;
  return refused;
end
$$;

-- step: {cases: a batch for keep_cases, records, at, documents, outbox, personal, files}, kept whole or not at all.
-- What one may not see, one may not change; what one may change of what one sees, the policies in `access` say.
-- So visibility is asked in the actor's own context, and the writes that follow from the step are the system's.
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
      if (change ->> 'expected')::integer > 0 and not subject_visible(of_district, change ->> 'subject') then
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

-- Steps of several people on several cases in one transaction; contexts by step. Answers the refused as keep_cases does.
create function apply_steps(of_district text, contexts jsonb, batch jsonb) returns jsonb language plpgsql as $$
declare
  told text;
begin
  told := set_context(jsonb_build_object('district', of_district));
  return keep_cases(of_district, batch, contexts);
end
$$;
