-- One call keeps one commit: entries, current state, tasks, timers, outbox, documents, personal data.
-- The caller numbered, chained and hashed the entries; here they must fit the heads that stand.
-- Errors: YW001 stale version (someone acted first), YW002 subject not found or not visible,
--         YW003 an entry does not follow the head's hash.

create function refuse_step(code text, subject text) returns void language plpgsql as $$
begin
  raise exception '%', subject using errcode = code;
end
$$;

create function append_entries(of_district char(6), subject text, entries jsonb) returns void language sql as $$
  insert into entry (district, subject, seq, at, actor, kind, data, prev, hash, epoch)
  select of_district, subject, e.seq, e.at, e.actor, e.kind, e.data, decode(e.prev, 'hex'), decode(e.hash, 'hex'), l.epoch
    from jsonb_to_recordset(entries) as e
           (seq integer, at timestamptz, actor jsonb, kind text, data jsonb, prev text, hash text),
         ledger_epoch l
$$;

-- Facts are kept only where they changed: most steps of a case change none.
create function keep_facts(of_district char(6), of_subject text, of_version integer, of_source text,
                           moment timestamptz, new_facts jsonb) returns void language plpgsql as $$
begin
  if (select f.facts from fact_version f
       where f.district = of_district and f.subject = of_subject order by f.version desc limit 1)
     is distinct from new_facts then
    insert into fact_version (district, subject, version, source, at, facts)
    values (of_district, of_subject, of_version, of_source, moment, new_facts);
  end if;
end
$$;

-- change: {id, expected, version, prev, hash, at, head, facts, state, entries,
--          tasks, tasksClosed, timers, timersGone, jobs, jobsGone, failures, resolved, closedBy}
create function apply_case(of_district char(6), change jsonb) returns void language plpgsql as $$
declare
  of_id constant text := change ->> 'id';
  expected constant integer := (change ->> 'expected')::integer;
  old_hash constant bytea := decode(change ->> 'prev', 'hex');
  prior case_file;
  fresh case_file;
begin
  select of_district, of_id, (change ->> 'version')::integer, decode(change ->> 'hash', 'hex'),
         h."caseNo", h.matter, h."matterVersion", h."matterName", h.plan, h.title, h.status, h.state, h.outcome,
         h.organ, h.division, h.applicant, h."applicantName", h."receivedAt", h."acceptedAt", h."dueAt",
         h."closedAt", h.facts, change -> 'state'
    into fresh
    from jsonb_to_record(change -> 'head') as h
         ("caseNo" text, matter text, "matterVersion" text, "matterName" text, plan text, title text, status text,
          state text, outcome text, organ text, division text, applicant text, "applicantName" text,
          "receivedAt" timestamptz, "acceptedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz,
          facts jsonb);

  if expected = 0 then
    insert into case_file values (fresh.*) on conflict (district, id) do nothing;
    if not found then perform refuse_step('YW001', of_id); end if;
  else
    -- The lock makes a second writer wait here, and then see that the version has moved on.
    select * into prior from case_file c where c.district = of_district and c.id = of_id for update;
    if not found then perform refuse_step('YW002', of_id); end if;
    if prior.version <> expected then perform refuse_step('YW001', of_id); end if;
    if prior.head_hash <> old_hash then perform refuse_step('YW003', of_id); end if;
    update case_file c set
      version = fresh.version, head_hash = fresh.head_hash, case_no = fresh.case_no, matter = fresh.matter,
      matter_version = fresh.matter_version, matter_name = fresh.matter_name, plan = fresh.plan, title = fresh.title,
      status = fresh.status, state = fresh.state, outcome = fresh.outcome, organ = fresh.organ, division = fresh.division,
      applicant = fresh.applicant, applicant_name = fresh.applicant_name, received_at = fresh.received_at,
      accepted_at = fresh.accepted_at, due_at = fresh.due_at, closed_at = fresh.closed_at, facts = fresh.facts,
      engine_state = fresh.engine_state
    where c.district = of_district and c.id = of_id;
    if (prior.due_at, prior.organ, prior.division, prior.applicant)
       is distinct from (fresh.due_at, fresh.organ, fresh.division, fresh.applicant) then
      update task t set
        due_at = coalesce(least(t.own_due_at, fresh.due_at), 'infinity'),
        organ = fresh.organ, division = fresh.division, applicant = fresh.applicant
      where t.district = of_district and t.case_id = of_id and t.status = 'open';
    end if;
  end if;

  perform append_entries(of_district, of_id, change -> 'entries');
  perform keep_facts(of_district, of_id, fresh.version, 'case', (change ->> 'at')::timestamptz, change -> 'facts');
  perform apply_tasks(of_district, fresh, change);
  perform apply_timers_and_jobs(of_district, of_id, fresh.organ, change);
end
$$;

create function apply_tasks(of_district char(6), of_case case_file, change jsonb) returns void language plpgsql as $$
begin
  if change ? 'tasks' then
    insert into task (district, case_id, id, element, name, status, assignee, candidate_groups, candidate_users,
                      optional, organ, division, applicant, opened_at, own_due_at, due_at, detail)
    select of_district, of_case.id, t.id, t.element, t.name, 'open', t.assignee, t."candidateGroups",
           t."candidateUsers", t.optional, of_case.organ, of_case.division, of_case.applicant, t."openedAt",
           t."dueAt", coalesce(least(t."dueAt", of_case.due_at), 'infinity'), t.detail
      from jsonb_to_recordset(change -> 'tasks') as t
           (id text, element text, name text, assignee text, "candidateGroups" text[], "candidateUsers" text[],
            optional boolean, "openedAt" timestamptz, "dueAt" timestamptz, detail jsonb)
    on conflict (district, case_id, id) do update set
      name = excluded.name, assignee = excluded.assignee, candidate_groups = excluded.candidate_groups,
      candidate_users = excluded.candidate_users, optional = excluded.optional, own_due_at = excluded.own_due_at,
      due_at = excluded.due_at, detail = excluded.detail;
  end if;
  if change ? 'tasksClosed' then
    update task t set status = c.how, closed_at = (change ->> 'at')::timestamptz,
                      closed_by = change ->> 'closedBy', detail = null
      from jsonb_to_recordset(change -> 'tasksClosed') as c (id text, how text)
     where t.district = of_district and t.case_id = of_case.id and t.id = c.id and t.status = 'open';
  end if;
end
$$;

create function apply_timers_and_jobs(of_district char(6), of_case text, of_organ text, change jsonb)
returns void language plpgsql as $$
begin
  if change ? 'timersGone' then
    delete from timer where district = of_district and case_id = of_case
      and id in (select jsonb_array_elements_text(change -> 'timersGone'));
  end if;
  if change ? 'timers' then
    insert into timer (district, case_id, id, element, due_at)
    select of_district, of_case, t.id, t.element, t."dueAt"
      from jsonb_to_recordset(change -> 'timers') as t (id text, element text, "dueAt" timestamptz)
    on conflict (district, case_id, id) do update set due_at = excluded.due_at;
  end if;
  if change ? 'jobsGone' then
    delete from outbox where district = of_district and status <> 'done'
      and id in (select of_case || '/' || jsonb_array_elements_text(change -> 'jobsGone'));
  end if;
  if change ? 'jobs' then
    -- A job called again after a failure is ready again, under the same id.
    insert into outbox (district, id, kind, subject, payload, next_at)
    select of_district, of_case || '/' || (job ->> 'id'), 'job', of_case, job, (change ->> 'at')::timestamptz
      from jsonb_array_elements(change -> 'jobs') as job
    on conflict (district, id) do update set payload = excluded.payload, status = 'ready', attempts = 0,
      next_at = excluded.next_at, claimed_until = null, fault = null, done_at = null;
  end if;
  if change ? 'resolved' then
    delete from failure where district = of_district and case_id = of_case
      and id in (select jsonb_array_elements_text(change -> 'resolved'));
  end if;
  if change ? 'failures' then
    insert into failure (district, case_id, id, element, organ, raised_at, problem)
    select of_district, of_case, f.id, f.element, of_organ, (change ->> 'at')::timestamptz, f.problem
      from jsonb_to_recordset(change -> 'failures') as f (id text, element text, problem jsonb)
    on conflict (district, case_id, id) do update set problem = excluded.problem, raised_at = excluded.raised_at;
  end if;
end
$$;

-- change: {register, id, expected, version, prev, hash, at, organ, division, holder, status, validFrom, data,
--          facts, entries}
create function apply_record(of_district char(6), change jsonb) returns void language plpgsql as $$
declare
  of_register constant text := change ->> 'register';
  of_id constant text := change ->> 'id';
  of_subject constant text := 'record:' || of_register || ':' || of_id;
  expected constant integer := (change ->> 'expected')::integer;
  new_version constant integer := (change ->> 'version')::integer;
  new_from constant timestamptz := (change ->> 'validFrom')::timestamptz;
  prior record;
begin
  if expected = 0 then
    insert into record (district, register, id, version, head_hash, organ, division, holder, status, valid_from, data)
    values (of_district, of_register, of_id, new_version, decode(change ->> 'hash', 'hex'), change ->> 'organ',
            change ->> 'division', change ->> 'holder', change ->> 'status', new_from, change -> 'data')
    on conflict (district, register, id) do nothing;
    if not found then perform refuse_step('YW001', of_subject); end if;
  else
    select r.version, r.head_hash into prior from record r
     where r.district = of_district and r.register = of_register and r.id = of_id for update;
    if not found then perform refuse_step('YW002', of_subject); end if;
    if prior.version <> expected then perform refuse_step('YW001', of_subject); end if;
    if prior.head_hash <> decode(change ->> 'prev', 'hex') then perform refuse_step('YW003', of_subject); end if;
    update record r set
      version = new_version, head_hash = decode(change ->> 'hash', 'hex'), organ = change ->> 'organ',
      division = change ->> 'division', holder = change ->> 'holder', status = change ->> 'status',
      valid_from = new_from, data = change -> 'data'
    where r.district = of_district and r.register = of_register and r.id = of_id;
    -- A later version ends the one before; one dated back empties those it replaces.
    update record_version v set valid_to = greatest(v.valid_from, new_from)
     where v.district = of_district and v.register = of_register and v.id = of_id
       and (v.valid_to is null or v.valid_to > new_from);
  end if;
  insert into record_version
    (district, register, id, version, organ, division, holder, status, valid_from, valid_to, data)
  values (of_district, of_register, of_id, new_version, change ->> 'organ', change ->> 'division',
          change ->> 'holder', change ->> 'status', new_from, null, change -> 'data');
  perform append_entries(of_district, of_subject, change -> 'entries');
  perform keep_facts(of_district, of_subject, new_version, of_register, (change ->> 'at')::timestamptz,
                     change -> 'facts');
end
$$;

-- {documents, outbox, personal, files}
create function apply_beside(of_district char(6), step jsonb) returns void language plpgsql as $$
begin
  if step ? 'documents' then
    insert into document
      (district, id, number, subject, kind, template, title, organ, issued_at, holder, data)
    select of_district, d.id, d.number, d.subject, d.kind, d.template, d.title, d.organ, d."issuedAt", d.holder, d.data
      from jsonb_to_recordset(step -> 'documents') as d
           (id text, number text, subject text, kind text, template text, title text, organ text,
            "issuedAt" timestamptz, holder text, data jsonb);
  end if;
  if step ? 'outbox' then
    insert into outbox (district, id, kind, subject, payload, next_at)
    select of_district, o.id, o.kind, o.subject, o.payload, (step ->> 'at')::timestamptz
      from jsonb_to_recordset(step -> 'outbox') as o (id text, kind text, subject text, payload jsonb)
    on conflict (district, id) do nothing;
  end if;
  if step ? 'personal' then
    insert into personal (district, subject, key, salt, digest, content)
    select of_district, p.subject, p.key, p.salt, p.digest, p.content
      from jsonb_to_recordset(step -> 'personal') as p
           (subject text, key text, salt text, digest text, content jsonb)
    on conflict (district, subject, key) do update set
      salt = excluded.salt, digest = excluded.digest, content = excluded.content;
  end if;
  if step ? 'files' then
    insert into file_use (district, subject, material, hash, at)
    select of_district, f.subject, f.material, f.sha256, f.at
      from jsonb_to_recordset(step -> 'files') as f (subject text, material text, sha256 text, at timestamptz)
    on conflict (district, subject, material, hash) do nothing;
  end if;
end
$$;

-- What one may not see, one may not change; what one may change of what one sees, the policies in `access` say.
-- So visibility is asked in the actor's own context, and the writes that follow from the step are the system's.
create function apply_step(context jsonb, step jsonb) returns void language plpgsql as $$
declare
  of_district constant char(6) := context ->> 'district';
  by_system constant boolean := context ->> 'account' is null;
  change jsonb;
begin
  perform set_context(context);
  if not by_system then
    for change in select jsonb_array_elements(step -> 'changes') loop
      if (change ->> 'expected')::integer > 0 and not subject_visible(of_district, change ->> 'subject') then
        perform refuse_step('YW002', change ->> 'subject');
      end if;
    end loop;
    perform set_config('yiwang.system', 'on', true);
  end if;
  for change in select jsonb_array_elements(step -> 'changes') loop
    if change ->> 'kind' = 'case' then
      perform apply_case(of_district, change);
    else
      perform apply_record(of_district, change);
    end if;
  end loop;
  perform apply_beside(of_district, step);
  if not by_system then
    perform set_config('yiwang.system', '', true);
  end if;
end
$$;
