-- Results that were handed out at a counter, sent by post, or left to be taken online (统一出件): who gave what out, and how.
-- To whom stands with the case's personal data.

create table handed_out (
  district char(6) not null,
  case_id text not null,
  task text not null,
  hall text not null,
  organ text not null,
  account text not null,
  way text not null check (way in ('collected', 'posted', 'online')),
  by_agent boolean not null,
  carrier text,
  tracking text,
  at timestamptz not null,
  primary key (district, case_id, task),
  foreign key (case_id, district) references case_file (id, district),
  foreign key (district, account) references account (district, id)
);
create index handed_out_by_hall on handed_out (district, hall, at desc);

alter table handed_out enable row level security;
alter table handed_out force row level security;
create policy handed_out_seen on handed_out for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or account = (select context_account())
    or organ = any ((select context_organs())::text[])));
create policy handed_out_written on handed_out for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on handed_out to yiwang_app;
