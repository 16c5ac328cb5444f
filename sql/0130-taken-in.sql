-- What clerks took in at windows for people who came (窗口收件): the windows' own list. The case itself belongs to the
-- record in whose name it is, and is seen as any other.

create table taken_in (
  district char(6) not null,
  case_id text not null,
  matter text not null,
  hall text not null,
  counter text,
  -- The queue's ticket that was being served.
  ticket text,
  organ text not null,
  account text not null,
  at timestamptz not null,
  applicant_name text not null,
  in_name_of text not null,
  by_agent boolean not null,
  -- The material that is the letter of authority, and why the matter was taken in again while one was under way.
  letter text,
  again text,
  receipt text not null,
  primary key (district, case_id),
  foreign key (case_id, district) references case_file (id, district),
  foreign key (district, account) references account (district, id)
);
create index taken_in_by_account on taken_in (district, account, at desc);
create index taken_in_by_organ on taken_in (district, organ, at desc);

alter table taken_in enable row level security;
alter table taken_in force row level security;
create policy taken_in_seen on taken_in for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or account = (select context_account())
    or organ = any ((select context_organs())::text[])));
create policy taken_in_written on taken_in for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on taken_in to yiwang_app;
