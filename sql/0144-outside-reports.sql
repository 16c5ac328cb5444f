-- What is told outside stands in one place, whoever it is told to: a webhook that an administrator subscribed, or a
-- library (办件库, 证照库, 好差评 …) that the district pack describes. What goes to a library goes in order within its
-- subject, is compared with what the library holds day by day (对账), and the comparison is kept line by line.

alter table webhook_delivery rename to outside_report;
alter table webhook_cursor rename to outside_cursor;
alter index webhook_delivery_by_time rename to outside_report_by_time;
alter policy webhook_delivery_by_system on outside_report rename to outside_report_by_system;
alter policy webhook_cursor_by_system on outside_cursor rename to outside_cursor_by_system;
alter table outside_report drop constraint webhook_delivery_district_webhook_fkey;
alter table outside_report drop constraint webhook_delivery_state_check;
-- A webhook's id or a library's.
alter table outside_report rename column webhook to recipient;
-- Null until it is made, and again where it was refused: a mapping may be mended meanwhile.
alter table outside_report alter column body drop not null;
alter table outside_report
  -- refused: the other side named what is wrong with it; dropped: a person gave it up, saying why.
  add constraint outside_report_state_check check (state in ('waiting', 'delivered', 'refused', 'dropped')),
  add column subject text,
  -- The entry of the ledger that it tells of, and which of the events in it: the order within a subject.
  add column seq integer not null default 0,
  add column nth integer not null default 0,
  -- The district's day of the event: what a reconciliation goes by.
  add column day date,
  add column digest text;
update outside_report set subject = coalesce(body ->> 'subject', ''),
  day = (ordered_at at time zone 'Asia/Shanghai')::date;
alter table outside_report alter column subject set not null, alter column day set not null;
create index outside_report_open on outside_report (district, recipient, subject, seq, nth)
  where state in ('waiting', 'refused');
create index outside_report_by_day on outside_report (district, recipient, day, event);

-- Orders under way go by address, so that one which does not answer holds up its own alone.
update outbox o set kind = 'outside ' || w.address,
    payload = jsonb_build_object('recipient', w.id, 'event', o.payload ->> 'event')
  from webhook w
 where o.kind = 'webhook' and w.district = o.district and w.id = o.payload ->> 'webhook';

-- A library that is connected, and since when it is told.
create table library (
  district char(6) not null,
  id text not null,
  since timestamptz not null,
  primary key (district, id)
);

-- A day's comparison with a library.
create table reconciliation (
  district char(6) not null,
  library text not null,
  day date not null,
  -- The day on which it was last asked, so that each is asked once a day.
  asked_on date not null,
  done_at timestamptz,
  -- asked: under way; matched: all is there as it was told; resent: what was missing was told again;
  -- open: a person has to look.
  state text not null check (state in ('asked', 'matched', 'resent', 'open')),
  primary key (district, library, day),
  foreign key (district, library) references library (district, id)
);
create index reconciliation_by_day on reconciliation (district, day desc, library);

create table reconciliation_line (
  district char(6) not null,
  library text not null,
  day date not null,
  -- The report's id; of what is unknown here, the id that the library gave.
  report text not null,
  verdict text not null check (verdict in ('matched', 'missing', 'unknown', 'differing')),
  ours text,
  theirs text,
  primary key (district, library, day, report),
  foreign key (district, library, day) references reconciliation (district, library, day)
);

do $$
declare
  in_district constant text := '(district = (select context_district()) or (select context_whole()))';
  name text;
begin
  foreach name in array array['library', 'reconciliation', 'reconciliation_line'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I for all using (%s and (select context_system())) with check (%s and (select context_system()))',
      name || '_by_system', name, in_district, in_district);
  end loop;
end
$$;
grant select, insert, update, delete on library, reconciliation, reconciliation_line to yiwang_app;
