-- What cases wait for from outside: messages by name and key, signals by name. A step opens and closes them.
-- It also lets a job that failed be called again no earlier than the step says.

create table subscription (
  district char(6) not null,
  case_id text not null,
  id text not null,
  element text not null,
  kind text not null check (kind in ('message', 'signal')),
  name text not null,
  key text,
  interrupting boolean not null,
  primary key (district, case_id, id),
  foreign key (district, case_id) references case_file (district, id)
);
create index subscription_by_name on subscription (district, kind, name, key);

alter table subscription enable row level security;
alter table subscription force row level security;
create policy subscription_by_system on subscription
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on subscription to yiwang_app;

alter function apply_timers_and_jobs(char, text, text, jsonb) rename to apply_timers_jobs_and_failures;

create function apply_timers_and_jobs(of_district char(6), of_case text, of_organ text, change jsonb)
returns void language plpgsql as $$
begin
  perform apply_timers_jobs_and_failures(of_district, of_case, of_organ, change);
  if change ? 'subscriptionsGone' then
    delete from subscription where district = of_district and case_id = of_case
      and id in (select jsonb_array_elements_text(change -> 'subscriptionsGone'));
  end if;
  if change ? 'subscriptions' then
    insert into subscription (district, case_id, id, element, kind, name, key, interrupting)
    select of_district, of_case, s.id, s.element, s."on", s.name, s.key, s.interrupting
      from jsonb_to_recordset(change -> 'subscriptions') as s
           (id text, element text, "on" text, name text, key text, interrupting boolean);
  end if;
  if change ? 'jobs' then
    update outbox o set next_at = (job ->> 'retryAt')::timestamptz
      from jsonb_array_elements(change -> 'jobs') as job
     where o.district = of_district and o.id = of_case || '/' || (job ->> 'id') and job ? 'retryAt';
  end if;
end
$$;
