-- Open cases with a point as the map of the command centre draws them (ADR 37): narrow rows, so that a hundred thousand
-- are counted by tile in a few hundredths of a second. Made of case_file by the triggers below and by nothing else, so a
-- backup leaves them out and a restore makes them anew.
create table open_point (
  district char(6) not null,
  case_id text not null,
  tile bigint not null,
  lon double precision not null,
  lat double precision not null,
  division text not null,
  -- Whose it is to decide and who takes part: what row security and the list of organs ask.
  organs text[] not null,
  applicant text not null,
  in_name_of text,
  matter text not null,
  state text not null,
  -- What a matter may say of its cases among caseFacts: class, handlingOrgan, urgent.
  class text,
  handling text,
  urgent boolean not null,
  -- The version of the case that made it urgent, or showed an urgent one to organs that had not seen it; and to which.
  told_at integer,
  told_to text[] not null,
  -- When it is late; infinity where no clock runs, or it stopped in time.
  due_at timestamptz not null,
  primary key (case_id, district),
  foreign key (case_id, district) references case_file (id, district) on delete cascade
);
create index open_point_by_tile on open_point (district, tile);
create index open_point_in_order on open_point (district, (not urgent), due_at, case_id);

alter table open_point enable row level security;
alter table open_point force row level security;
-- As case_file_seen says; a test holds the two equal. Places are compared by an operator: a function called for each of
-- a hundred thousand rows costs a leader most of a second.
create policy open_point_seen on open_point for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or applicant = (select context_account())
    or in_name_of = any ((select context_known())::text[])
    or organs && (select context_organs())::text[]
    or division ^@ any ((select array_remove(context_places(), ''))::text[])
  ));
create policy open_point_written on open_point for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on open_point to yiwang_app;

create function open_point_of(of_case case_file) returns open_point language sql stable as $$
  select of_case.district, of_case.id, of_case.tile, of_case.lon, of_case.lat, of_case.division,
         array[of_case.organ] || of_case.other_organs, of_case.applicant, of_case.in_name_of, of_case.matter,
         coalesce(of_case.outcome, of_case.state, 'received'), of_case.facts ->> 'class', of_case.facts ->> 'handlingOrgan',
         -- Compared, not cast: what another matter calls urgent may be no boolean.
         coalesce(of_case.facts -> 'urgent' = 'true'::jsonb, false), null::integer, array[]::text[],
         case when of_case.facts -> 'onTime' = 'true'::jsonb then 'infinity' else coalesce(of_case.due_at, 'infinity') end
$$;

create function keep_open_point() returns trigger language plpgsql as $$
declare
  fresh open_point;
  prior open_point;
begin
  if new.closed_at is not null or new.tile is null then
    delete from open_point o where o.case_id = new.id and o.district = new.district;
    return null;
  end if;
  fresh := open_point_of(new);
  select * into prior from open_point o where o.case_id = new.id and o.district = new.district;
  if not fresh.urgent then
    null;
  elsif prior.case_id is null or not prior.urgent then
    fresh.told_at := new.version;
    fresh.told_to := fresh.organs;
  elsif prior.organs @> fresh.organs then
    fresh.told_at := prior.told_at;
    fresh.told_to := prior.told_to;
  else
    fresh.told_at := new.version;
    fresh.told_to := array(select unnest(fresh.organs) except select unnest(prior.organs));
  end if;
  if prior is not distinct from fresh then return null; end if;
  insert into open_point values (fresh.*) on conflict (case_id, district) do update set
    tile = excluded.tile, lon = excluded.lon, lat = excluded.lat, division = excluded.division, organs = excluded.organs,
    applicant = excluded.applicant, in_name_of = excluded.in_name_of, matter = excluded.matter, state = excluded.state,
    class = excluded.class, handling = excluded.handling, urgent = excluded.urgent, told_at = excluded.told_at, told_to = excluded.told_to,
    due_at = excluded.due_at;
  return null;
end
$$;

-- Most cases have no point, and most steps leave what is drawn as it was: neither costs a call.
create trigger open_point_begins after insert on case_file for each row
  when (new.tile is not null and new.closed_at is null) execute function keep_open_point();
create trigger open_point_changes after update on case_file for each row
  when ((old.tile is not null or new.tile is not null)
    and (old.facts, old.state, old.outcome, old.organ, old.other_organs, old.division, old.applicant, old.in_name_of,
         old.due_at, old.closed_at)
      is distinct from (new.facts, new.state, new.outcome, new.organ, new.other_organs, new.division, new.applicant,
         new.in_name_of, new.due_at, new.closed_at))
  execute function keep_open_point();

-- Cases that stand already, whoever migrates: the table's own row security is not in force for it yet.
do $$
begin
  perform set_config('yiwang.system', 'on', true);
  perform set_config('yiwang.district', '*', true);
  insert into open_point select (open_point_of(c)).* from case_file c where c.closed_at is null and c.tile is not null;
  perform set_config('yiwang.system', '', true);
  perform set_config('yiwang.district', '', true);
end
$$;
