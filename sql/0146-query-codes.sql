-- Query codes (查询码) that clerks gave anew at a counter: the number of a case's code goes up by one, and the former
-- code opens nothing any more. The code itself is kept nowhere; who gave it, and what was shown for it, is.

create table query_code (
  district char(6) not null,
  case_id text not null,
  -- 1 for the first code after the one that the receipt bore.
  issue integer not null check (issue > 0),
  at timestamptz not null,
  hall text not null,
  organ text not null,
  account text not null,
  -- How the card of who came was read, and whether it was an agent's with a letter.
  read text not null check (read in ('card', 'typed')),
  by_agent boolean not null,
  primary key (district, case_id, issue),
  foreign key (case_id, district) references case_file (id, district),
  foreign key (district, account) references account (district, id)
);
create index query_code_by_account on query_code (district, account, at desc);

alter table query_code enable row level security;
alter table query_code force row level security;
create policy query_code_seen on query_code for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or account = (select context_account())
    or organ = any ((select context_organs())::text[])));
create policy query_code_written on query_code for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert on query_code to yiwang_app;
