-- Visits to a hall: what was booked, and the numbers that people take and clerks call (排队叫号). Nothing of a queue is kept
-- in a process: whoever starts again, or another server, goes on with the same queue.

create table appointment (
  district char(6) not null,
  id text not null,
  hall text not null,
  -- The hall's organ, whose clerks see it.
  organ text not null,
  account text not null,
  -- As the clerk at the desk needs it to know who stands there.
  name text not null,
  matter text not null,
  day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null check (status in ('booked', 'cancelled', 'arrived', 'missed')),
  booked_at timestamptz not null,
  settled_at timestamptz,
  primary key (district, id),
  foreign key (district, account) references account (district, id)
);
create index appointment_by_slot on appointment (district, hall, starts_at) where status in ('booked', 'arrived', 'missed');
create index appointment_by_account on appointment (district, account, starts_at desc);
create index appointment_due on appointment (district, ends_at) where status = 'booked';

create table queue_ticket (
  district char(6) not null,
  id text not null,
  hall text not null,
  organ text not null,
  day date not null,
  -- The queue whose letter stands on the ticket, and the queue it waits in now.
  letter text not null,
  queue text not null,
  number integer not null,
  account text,
  matter text,
  appointment text,
  -- Waits before those without: an appointment whose time has come, or one that was passed on.
  priority boolean not null,
  status text not null check (status in ('waiting', 'called', 'serving', 'served', 'skipped', 'left')),
  counter text,
  clerk text,
  taken_at timestamptz not null,
  called_at timestamptz,
  calls integer not null default 0,
  serving_at timestamptz,
  ended_at timestamptz,
  primary key (district, id),
  unique (district, hall, day, letter, number),
  foreign key (district, account) references account (district, id),
  foreign key (district, appointment) references appointment (district, id)
);
create index queue_ticket_waiting on queue_ticket (district, hall, day, queue, priority desc, taken_at) where status = 'waiting';
create index queue_ticket_of_day on queue_ticket (district, hall, day);
create index queue_ticket_by_account on queue_ticket (district, account, day) where account is not null;
create unique index queue_ticket_of_appointment on queue_ticket (district, appointment) where appointment is not null;

do $$
declare
  in_district constant text := '(district = (select context_district()) or (select context_whole()))';
  seen constant text := '((select context_system()) or account = (select context_account()) or organ = any ((select context_organs())::text[]))';
  of_table text;
begin
  foreach of_table in array array['appointment', 'queue_ticket'] loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
    execute format('create policy %I on %I for select using (%s and %s)', of_table || '_seen', of_table, in_district, seen);
    execute format('create policy %I on %I for all using (%s and (select context_system())) with check (%s and (select context_system()))',
      of_table || '_written', of_table, in_district, in_district);
  end loop;
end
$$;
grant select, insert, update, delete on appointment, queue_ticket to yiwang_app;
