-- Which servers work on a district. Each holds an advisory lock under its number for as long as its session with the
-- database lasts; of one whose lock is free nobody lives, and what it had taken is given back at once, not only when
-- its claims run out.

create table server (
  district char(6) not null,
  id integer not null,
  since timestamptz not null default clock_timestamp(),
  primary key (district, id)
);

-- Who took it; null where a worker outside did, or a server that says nothing of itself.
alter table outbox add column claimed_by integer;
alter table timer add column claimed_by integer;
alter table batch add column claimed_by integer;

alter table server enable row level security;
alter table server force row level security;
create policy server_by_system on server
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, delete on server to yiwang_app;
