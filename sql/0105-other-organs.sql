-- Several organs on one case: a task may be another organ's than the one that decides. It stands in that organ's lists
-- alone, and who works there sees the case from then on, also when the task is done.

alter table case_file add column other_organs text[] not null default '{}';

-- The same the other way round, for lists: row security lets no index of arrays be used (sql/0081).
create table case_organ (
  district char(6) not null,
  organ text not null,
  case_id text not null,
  primary key (organ, case_id, district),
  foreign key (case_id, district) references case_file (id, district)
);
create index case_organ_by_case on case_organ (case_id, district);
alter table case_organ enable row level security;
alter table case_organ force row level security;
create policy case_organ_seen on case_organ for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or organ = any ((select context_organs())::text[])));
create policy case_organ_written on case_organ for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on case_organ to yiwang_app;

-- Null where the task is the case's own organ's. The place is the case's, or the organ's own area where it reaches no
-- further (placeOfTask in src/cases/asked-organs.ts).
alter table task add column other_organ text;
alter table task add column other_place text;
create index task_open_by_other_organ on task (district, other_organ, rank, due_at, case_id, id)
  where status = 'open' and other_organ is not null;

drop policy case_file_seen on case_file;
create policy case_file_seen on case_file for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or applicant = (select context_account())
    or in_name_of = any ((select context_known())::text[])
    or organ = any ((select context_organs())::text[])
    or other_organs && (select context_organs())::text[]
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
    or other_organ = any ((select context_organs())::text[])
    or division_in_places(division)
  ));

-- change also holds, where other organs are asked: asked [{task, organ, division}], otherOrgans [organ].
-- Rows of a step that asks nobody else are written as before (keep_cases knows nothing of it).
alter function apply_timers_and_jobs(char, text, text, jsonb) rename to apply_timers_jobs_and_subscriptions;

create function apply_timers_and_jobs(of_district char(6), of_case text, of_organ text, change jsonb)
returns void language plpgsql as $$
begin
  perform apply_timers_jobs_and_subscriptions(of_district, of_case, of_organ, change);
  if change ? 'asked' then
    update task k set other_organ = a.organ, other_place = a.division
      from jsonb_to_recordset(change -> 'asked') as a (task text, organ text, division text)
     where k.district = of_district and k.case_id = of_case and k.id = a.task;
    update case_file c set other_organs = array(select jsonb_array_elements_text(change -> 'otherOrgans'))
     where c.district = of_district and c.id = of_case;
    insert into case_organ (district, organ, case_id)
    select distinct of_district, a.organ, of_case from jsonb_to_recordset(change -> 'asked') as a (organ text)
    on conflict do nothing;
  end if;
end
$$;
