-- What the planner must know before there are rows: one district fills a table. keep_cases keeps the plans it made
-- at its first step; without statistics they would take any index that begins with the district, and read the whole
-- table at every step until the first ANALYZE. Sample rows are counted here and leave only their statistics.

do $$
begin
  perform set_context('{"district": "*", "account": null, "roles": [], "organs": [], "divisions": []}');
  insert into case_file
  select '000000', 'sample-' || n, 1, '\x', 'sample-' || n, 'm', '1', 'm', 'p', 't', 'active', null, null, 'o-' || n % 20,
         '000000', 'a-' || n, 'a', now() - n * interval '1 hour', null, now() + n * interval '1 hour',
         case when n % 10 > 0 then now() end, '{}', '{}'
    from generate_series(1, 1000) as n;
  insert into task (district, case_id, id, element, name, status, candidate_groups, candidate_users, optional, organ,
                    division, applicant, opened_at, due_at, closed_at, closed_by)
  select '000000', 'sample-' || n, 'e1', 'e', 'e', case when n % 10 > 0 then 'completed' else 'open' end, '{}', '{}',
         false, 'o-' || n % 20, '000000', 'a-' || n, now(), now() + n * interval '1 hour', now(), 'b'
    from generate_series(1, 1000) as n;
  insert into timer (district, case_id, id, element, due_at)
  select '000000', 'sample-' || n, 'e1', 'e', now() + n * interval '1 hour' from generate_series(1, 1000) as n;
  insert into outbox (district, id, kind, subject, payload, next_at, status)
  select '000000', 'sample-' || n, 'job', 's-' || n, '{}', now() + n * interval '1 hour',
         case when n % 10 > 0 then 'done' else 'ready' end
    from generate_series(1, 1000) as n;
end
$$;

analyze case_file;
analyze task;
analyze timer;
analyze outbox;

delete from case_file where district = '000000';
delete from task where district = '000000';
delete from timer where district = '000000';
delete from outbox where district = '000000';
select set_context('{"district": "", "account": "", "roles": [], "organs": [], "divisions": []}');
