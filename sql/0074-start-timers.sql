-- Timer start events of published processes: one schedule a matter, that of the plan it runs on now.

create table start_schedule (
  district char(6) not null,
  matter text not null,
  -- Hash of the plan and version of the matter that the timers were reckoned for.
  version text not null,
  primary key (district, matter)
);

create table start_timer (
  district char(6) not null,
  matter text not null,
  element text not null,
  version text not null,
  due_at timestamptz not null,
  -- The engine's wait: what is still to come after this firing.
  wait jsonb not null,
  fault text,
  primary key (district, matter, element)
);
create index start_timer_by_due on start_timer (district, due_at);

do $$
declare
  of_table text;
begin
  foreach of_table in array array['start_schedule', 'start_timer'] loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
    execute format('create policy %I on %I
      using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
      with check ((district = (select context_district()) or (select context_whole())) and (select context_system()))',
      of_table || '_by_system', of_table);
  end loop;
end
$$;
grant select, insert, update, delete on start_schedule, start_timer to yiwang_app;

-- Due timers are taken by one server at a time; whoever died gives them back when the time is over.
alter table timer add column claimed_until timestamptz;
