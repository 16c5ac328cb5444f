-- In whose name a case was filed: the record (register:key) that the applicant is, whichever account sent it in. An
-- agent's case (代办) is the principal's: whoever is known as that record sees it, and what it issues belongs to it.

alter table case_file add column in_name_of text;
create index case_file_by_in_name_of on case_file (district, in_name_of, received_at desc, id desc)
  where in_name_of is not null;
alter table task add column in_name_of text;

drop policy case_file_seen on case_file;
create policy case_file_seen on case_file for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or applicant = (select context_account())
    or in_name_of = any ((select context_known())::text[])
    or organ = any ((select context_organs())::text[])
    or division_in_places(division)
  ));

drop policy task_seen on task;
create policy task_seen on task for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or applicant = (select context_account())
    or in_name_of = any ((select context_known())::text[])
    or assignee = (select context_account())
    or organ = any ((select context_organs())::text[])
    or division_in_places(division)
  ));

-- A holder is an account, or a record (register:key) whoever is known as it.
drop policy record_seen on record;
create policy record_seen on record for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or holder = (select context_account())
    or holder = any ((select context_known())::text[])
    or organ = any ((select context_organs())::text[])
    or division_in_places(division)
  ));

drop policy document_seen on document;
create policy document_seen on document for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or holder = (select context_account())
    or holder = any ((select context_known())::text[])
    or organ = any ((select context_organs())::text[])
    or subject_visible(district, subject)
  ));

-- Who looked is told to everyone whose case it is.
drop policy access_log_seen on access_log;
create policy access_log_seen on access_log for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or (select context_account()) is not null and (
    about = (select context_account())
    or account = (select context_account())
    or (select context_roles()) && array['auditor']
    or (select context_known()) <> '{}' and exists (
      select from case_file c
       where c.district = access_log.district and c.id = access_log.subject
         and c.in_name_of = any ((select context_known())::text[]))
  )));

-- What the policy case_file_seen says, for a context that is handed in. A test holds the two equal.
drop function case_seen_by(jsonb, text, text, text);
create function case_seen_by(context jsonb, of_applicant text, of_in_name_of text, of_organ text, of_division text)
returns boolean language plpgsql stable as $$
begin
  return context ->> 'account' is null
    or of_applicant = context ->> 'account'
    or coalesce(context -> 'knownAs' ? of_in_name_of, false)
    or context -> 'organs' ? of_organ
    or exists (select from unnest(string_to_array(places_of(context), ',')) as place
                where place <> '' and starts_with(of_division, place));
end
$$;

-- batch: {cases, entries, tasks, tasksClosed, others, by}, each a list whose rows name their step as `n`:
--   cases   {n, expected, version, prev, hash, at, …a head's columns…, engineState}
--   entries {n, subject, seq, at, actor, kind, data, prev, hash}
--   tasks, tasksClosed {n, of, …}
--   others  {n, of, organ, at, timers, timersGone, jobs, jobsGone, failures, resolved}
-- `contexts` by step where they must be asked, null where row security has been asked already.
-- Answers {"<n>": code} of the refused: YW001 stale version, YW002 not found or not visible, YW003 another hash.
-- A subject may stand in a batch once; `opens` stands where a step opens a case. Runs as the system.
create or replace function keep_cases(of_district char(6), batch jsonb, contexts jsonb) returns jsonb language plpgsql
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
                        and not case_seen_by(contexts -> a.n, c.applicant, c.in_name_of, c.organ, c.division) then 'YW002'
                      when c.version <> a.expected then 'YW001'
                      when c.head_hash <> decode(a.prev, 'hex') then 'YW003' end as code,
                 (c.due_at, c.organ, c.division, c.applicant, c.in_name_of)
                   is distinct from (a."dueAt", a.organ, a.division, a.applicant, a."inNameOf") as moved,
                 (c.facts, c.state, c.outcome, c.matter, c.organ, c.division, c.received_at, c.accepted_at, c.closed_at)
                   is distinct from (a.facts, a.state, a.outcome, a.matter, a.organ, a.division, a."receivedAt",
                                     a."acceptedAt", a."closedAt") as changed
            from jsonb_to_recordset(batch -> 'cases') as a
                   (n integer, id text, expected integer, prev text, state text, outcome text, matter text, organ text,
                    division text, applicant text, "inNameOf" text, "receivedAt" timestamptz,
                    "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz, facts jsonb)
            left join case_file c on c.district = of_district and c.id = a.id
           where a.expected > 0) as p;

  -- A second writer waits here for the first, and then finds the version moved on.
  if cardinality(going) > 0 then
  with written as (
    update case_file c set
      version = a.version, head_hash = decode(a.hash, 'hex'), case_no = a."caseNo", matter = a.matter,
      matter_version = a."matterVersion", matter_name = a."matterName", plan = a.plan, title = a.title,
      status = a.status, state = a.state, outcome = a.outcome, organ = a.organ, division = a.division,
      applicant = a.applicant, applicant_name = a."applicantName", in_name_of = a."inNameOf",
      received_at = a."receivedAt", accepted_at = a."acceptedAt", due_at = a."dueAt", closed_at = a."closedAt", facts = a.facts,
      engine_state = a."engineState"
    from jsonb_to_recordset(batch -> 'cases') as a
           (n integer, id text, expected integer, version integer, hash text, "caseNo" text, matter text,
            "matterVersion" text, "matterName" text, plan text, title text, status text, state text, outcome text,
            organ text, division text, applicant text, "applicantName" text, "inNameOf" text,
            "receivedAt" timestamptz, "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz,
            facts jsonb, "engineState" jsonb)
    where a.n = any (going) and c.district = of_district and c.id = a.id and c.version = a.expected
    returning a.n)
  select coalesce(array_agg(written.n), '{}') into kept from written;
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


drop index case_file_by_key;
drop function search_cases;
drop function case_keys;

-- What a case is found by: its grams, whose it is (@organ, #applicant, ~in whose name) and that it is open (!), so
-- that what many cases hold but few may see, or few are open of, is not read either.
create function case_keys(
  received_at timestamptz, case_no text, title text, applicant_name text, organ text, applicant text,
  in_name_of text, is_open boolean
) returns text[] language plpgsql immutable parallel safe as $$
declare
  month constant text := gram_month(received_at);
  key text;
  keys text[] := array[month || '@' || organ, month || '#' || applicant];
begin
  if in_name_of is not null then keys := keys || (month || '~' || in_name_of); end if;
  if is_open then keys := keys || (month || '!'); end if;
  foreach key in array search_grams(case_no) || search_grams(title) || search_grams(applicant_name) loop
    keys := keys || (month || key);
  end loop;
  return keys;
end
$$;

-- A short pending list: a search reads all of it.
create index case_file_by_key on case_file
  using gin (case_keys(received_at, case_no, title, applicant_name, organ, applicant, in_name_of,
                       closed_at is null))
  with (gin_pending_list_limit = 256);

-- Cases that hold a text, newest first, of those that the transaction's context may see (as case_file_seen says).
-- Definer: row security lets no index but those of leakproof comparisons be used, and array containment is none; the
-- owner passes it by when it is a superuser or has BYPASSRLS (for any other owner the answer is the same, slowly).
create function search_cases(
  of_district bpchar, sought text, before_at timestamptz, before_id text, of_parties text[], of_organ text,
  of_matter text, is_open boolean, received_from timestamptz, received_to timestamptz, most integer
) returns table (id text, received_at timestamptz) language plpgsql stable security definer
set search_path = pg_catalog, public
set enable_seqscan = off set enable_indexscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
declare
  by_system constant boolean := context_system();
  account constant text := context_account();
  organs constant text[] := context_organs();
  known constant text[] := context_known();
  wanted constant text := search_text(sought);
  asked constant text[] := search_grams(sought) || array_remove(
    array['@' || of_organ, case when is_open then '!' end], null);
  -- One way to look for each reason a case may be seen for; '' where all of the district may be.
  scopes text[] := array[''];
  span record;
  month timestamptz;
  keys text[];
  found integer := 0;
  more integer;
begin
  if of_district is distinct from context_district() and not context_whole() then return; end if;
  if of_parties is not null then
    scopes := of_parties;
  elsif not by_system and coalesce(current_setting('yiwang.places', true), '') = '' then
    scopes := array(select '@' || organ from unnest(organs) as organ where organ <> '')
      || array(select '~' || each from unnest(known) as each) || ('#' || account);
  end if;
  span := span_of_cases(of_district);
  month := date_trunc('month', least(before_at, received_to, span.newest) at time zone 'UTC') at time zone 'UTC';
  while month + interval '1 month' > greatest(span.oldest, received_from) and found < most loop
    keys := array(select gram_month(month) || key from unnest(asked) as key);
    return query
      -- A case that is found for two reasons is found once.
      select q.id, q.received_at from (
        select distinct p.id, p.received_at
          from unnest(scopes) as scope cross join lateral (
            select c.id, c.received_at from case_file c
             where case_keys(c.received_at, c.case_no, c.title, c.applicant_name, c.organ, c.applicant, c.in_name_of,
                             c.closed_at is null)
                     @> case when scope = '' then keys else keys || (gram_month(month) || scope) end
               and c.district = of_district
               and (by_system or c.applicant = account or c.in_name_of = any (known) or c.organ = any (organs)
                 or division_in_places(c.division))
               and (position(wanted in search_text(c.title)) > 0
                 or position(wanted in search_text(c.applicant_name)) > 0
                 or position(wanted in search_text(c.case_no)) > 0)
               and (before_at is null or (c.received_at, c.id) < (before_at, before_id))
               and (of_organ is null or c.organ = of_organ)
               and (of_matter is null or c.matter = of_matter)
               and (is_open is null or (c.closed_at is null) = is_open)
               and (received_from is null or c.received_at >= received_from)
               and (received_to is null or c.received_at < received_to)
             order by c.received_at desc, c.id desc limit most - found) as p) as q
       order by q.received_at desc, q.id desc limit most - found;
    get diagnostics more = row_count;
    found := found + more;
    month := month - interval '1 month';
  end loop;
end
$$;
