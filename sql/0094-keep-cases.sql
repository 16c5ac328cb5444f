-- Keeping a batch of cases (ADR 12): every row that a step changes is found by its key whatever the statistics say, and is
-- changed where it was found. A plan made for a young table took any index that begins with the district, and read all of
-- it at every batch until the first ANALYZE.

-- What tells rows apart stands first; the district, the same in every row a server compares, stands last.
alter table subscription drop constraint subscription_district_case_id_fkey;
alter table case_file drop constraint case_file_pkey, add primary key (id, district);
alter table subscription add foreign key (case_id, district) references case_file (id, district);
alter table task drop constraint task_pkey, add primary key (case_id, id, district);

-- batch: {cases, entries, tasks, tasksClosed, others, by}, each a list whose rows name their step as `n`:
--   cases   {n, expected, version, prev, hash, at, …a head's columns…, engineState}
--   entries {n, subject, seq, at, actor, kind, data, prev, hash}
--   tasks, tasksClosed {n, of, …}
--   others  {n, of, organ, at, timers, timersGone, jobs, jobsGone, failures, resolved}
-- `contexts` by step where they must be asked, null where row security has been asked already.
-- Answers {"<n>": code} of the refused: YW001 stale version, YW002 not found or not visible, YW003 another hash.
-- A subject may stand in a batch once; `opens` stands where a step opens a case. Runs as the system.
create or replace function keep_cases(of_district char(6), batch jsonb, contexts jsonb) returns jsonb language plpgsql
-- Definer: who may see each case is asked below; the owner is spared asking it again of every row. Where the owner is
-- held by row security, the context that apply_step and apply_steps set says that the system writes.
security definer set search_path = pg_catalog, public
-- Statistics decide nothing here: a row is found by its key inside a lateral, and taken by its ctid from then on. A column
-- with '' behind it is compared, but leads into no index.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
  of_epoch constant integer := (select epoch from ledger_epoch where only_row);
  refused jsonb := '{}';
  going integer[];
  places tid[];
  heads integer[];
  moved integer[];
  new_facts integer[];
  kept integer[] := '{}';
  opened integer[];
  each jsonb;
begin
  -- Materialized, so that what is asked of a case is asked once and not once for each list it may stand in.
  with asked as materialized (
    select a.n, c.place,
           case when c.id is null then 'YW002'
                when contexts is not null
                  and not case_seen_by(contexts -> a.n, c.applicant, c.in_name_of, c.organ, c.division) then 'YW002'
                when c.version <> a.expected then 'YW001'
                when c.head_hash <> decode(a.prev, 'hex') then 'YW003' end as code,
           (c.case_no, c.matter, c.matter_version, c.matter_name, c.plan, c.title, c.status, c.state, c.outcome, c.organ,
            c.division, c.applicant, c.applicant_name, c.in_name_of, c.received_at, c.accepted_at, c.due_at, c.closed_at)
             is distinct from (a."caseNo", a.matter, a."matterVersion", a."matterName", a.plan, a.title, a.status, a.state,
             a.outcome, a.organ, a.division, a.applicant, a."applicantName", a."inNameOf", a."receivedAt",
             a."acceptedAt", a."dueAt", a."closedAt") as head,
           (c.due_at, c.organ, c.division, c.applicant, c.in_name_of)
             is distinct from (a."dueAt", a.organ, a.division, a.applicant, a."inNameOf") as moved,
           (c.facts, c.state, c.outcome, c.matter, c.organ, c.division, c.received_at, c.accepted_at, c.closed_at)
             is distinct from (a.facts, a.state, a.outcome, a.matter, a.organ, a.division, a."receivedAt",
                               a."acceptedAt", a."closedAt") as changed
      from jsonb_to_recordset(batch -> 'cases') as a
             (n integer, id text, expected integer, prev text, "caseNo" text, matter text, "matterVersion" text,
              "matterName" text, plan text, title text, status text, state text, outcome text, organ text, division text,
              applicant text, "applicantName" text, "inNameOf" text, "receivedAt" timestamptz,
              "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz, facts jsonb)
      left join lateral (
        select f.ctid as place, f.* from case_file f where f.id = a.id and f.district || '' = of_district offset 0) as c on true
     where a.expected > 0)
  select coalesce(jsonb_object_agg(p.n, p.code) filter (where p.code is not null), '{}'),
         coalesce(array_agg(p.n) filter (where p.code is null), '{}'),
         coalesce(array_agg(p.place) filter (where p.code is null), '{}'),
         coalesce(array_agg(p.n) filter (where p.code is null and (p.head or p.changed)), '{}'),
         array_agg(p.n) filter (where p.code is null and p.moved),
         array_agg(p.n) filter (where p.code is null and p.changed)
    into refused, going, places, heads, moved, new_facts
    from asked p;

  -- A second writer waits here for the first, and then finds the version moved on. Most steps leave the head as it was,
  -- and are spared reading two dozen columns from the batch.
  if cardinality(heads) < cardinality(going) then
    with written as (
      update case_file c set version = a.version, head_hash = decode(a.hash, 'hex'), engine_state = a."engineState"
        from jsonb_to_recordset(batch -> 'cases') as a
               (n integer, id text, expected integer, version integer, hash text, "engineState" jsonb)
       where a.n = any (going) and not a.n = any (heads)
         and c.ctid = places[array_position(going, a.n)]
         and c.id || '' = a.id and c.version = a.expected
      returning a.n)
    select coalesce(array_agg(written.n), '{}') into kept from written;
  end if;
  if cardinality(heads) > 0 then
    with written as (
      update case_file c set
        version = a.version, head_hash = decode(a.hash, 'hex'), case_no = a."caseNo", matter = a.matter,
        matter_version = a."matterVersion", matter_name = a."matterName", plan = a.plan, title = a.title,
        status = a.status, state = a.state, outcome = a.outcome, organ = a.organ, division = a.division,
        applicant = a.applicant, applicant_name = a."applicantName", in_name_of = a."inNameOf",
        received_at = a."receivedAt", accepted_at = a."acceptedAt", due_at = a."dueAt", closed_at = a."closedAt",
        facts = a.facts, engine_state = a."engineState"
      from jsonb_to_recordset(batch -> 'cases') as a
             (n integer, id text, expected integer, version integer, hash text, "caseNo" text, matter text,
              "matterVersion" text, "matterName" text, plan text, title text, status text, state text, outcome text,
              organ text, division text, applicant text, "applicantName" text, "inNameOf" text,
              "receivedAt" timestamptz, "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz,
              facts jsonb, "engineState" jsonb)
      where a.n = any (heads)
        and c.ctid = places[array_position(going, a.n)]
        and c.id || '' = a.id and c.version = a.expected
      returning a.n)
    select kept || coalesce(array_agg(written.n), '{}') into kept from written;
  end if;

  if batch ? 'opens' then
    with written as (
      insert into case_file
      select of_district, a.id, a.version, decode(a.hash, 'hex'), a."caseNo", a.matter, a."matterVersion",
             a."matterName", a.plan, a.title, a.status, a.state, a.outcome, a.organ, a.division, a.applicant,
             a."applicantName", a."receivedAt", a."acceptedAt", a."dueAt", a."closedAt", a.facts, a."engineState",
             a."inNameOf"
        from jsonb_to_recordset(batch -> 'cases') as a
           (n integer, id text, expected integer, version integer, hash text, "caseNo" text, matter text,
            "matterVersion" text, "matterName" text, plan text, title text, status text, state text, outcome text,
            organ text, division text, applicant text, "applicantName" text, "inNameOf" text,
            "receivedAt" timestamptz, "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz,
            facts jsonb, "engineState" jsonb)
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
      organ = a.organ, division = a.division, applicant = a.applicant, in_name_of = a."inNameOf"
    from jsonb_to_recordset(batch -> 'cases') as a
           (n integer, id text, organ text, division text, applicant text, "inNameOf" text, "dueAt" timestamptz)
         cross join lateral (
           select t.ctid as place from task t where t.case_id = a.id and t.district || '' = of_district offset 0) as found
    where a.n = any (moved) and a.n = any (kept) and k.ctid = found.place
      and k.case_id || '' = a.id and k.status || '' = 'open';
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
                      optional, organ, division, applicant, in_name_of, opened_at, own_due_at, due_at, detail)
    select of_district, t.of, t.id, t.element, t.name, 'open', t.assignee, t."candidateGroups", t."candidateUsers",
           t.optional, t.organ, t.division, t.applicant, t."inNameOf", t."openedAt", t."dueAt",
           coalesce(least(t."dueAt", t."caseDueAt"), 'infinity'), t.detail
      from jsonb_to_recordset(batch -> 'tasks') as t
           (n integer, of text, id text, element text, name text, assignee text, "candidateGroups" text[],
            "candidateUsers" text[], optional boolean, organ text, division text, applicant text, "inNameOf" text,
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
           cross join lateral (
             select o.ctid as place from task o
              where o.case_id = t.of and o.id = t.id and o.district || '' = of_district offset 0) as found
     where t.n = any (kept) and k.ctid = found.place
       and k.case_id || '' = t.of and k.status || '' = 'open';
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
