-- Migration (迁移): running cases of a matter go over from one version of their process to another. The worker takes the
-- cases of a running migration one by one, each in its own transaction.

create table case_migration (
  district char(6) not null,
  id text not null,
  account text not null,
  matter text not null,
  from_plan text not null,
  to_plan text not null,
  -- {old element: new element}, where the id is another.
  mapping jsonb not null,
  reason text not null,
  status text not null check (status in ('running', 'stopping', 'stopped', 'done')),
  created_at timestamptz not null,
  ended_at timestamptz,
  -- As of a batch: one server at a time, and whoever died gives it back.
  claimed_until timestamptz,
  claimed_by integer,
  primary key (district, id),
  foreign key (district, account) references account (district, id)
);
create index case_migration_by_time on case_migration (district, created_at desc, id desc);
create index case_migration_by_account on case_migration (district, account);
create index case_migration_under_way on case_migration (district, created_at)
  where status in ('running', 'stopping');

create table case_migration_line (
  district char(6) not null,
  migration text not null,
  place integer not null,
  case_no text not null,
  status text not null check (status in ('ready', 'refused', 'done')),
  problem jsonb,
  -- How often the case broke off by a fault.
  faults integer not null default 0,
  primary key (district, migration, place),
  foreign key (district, migration) references case_migration (district, id) on delete cascade
);
create index case_migration_line_ready on case_migration_line (district, migration, place) where status = 'ready';

-- Only the system's: whoever configures is asked before, and sees no case by it.
alter table case_migration enable row level security;
alter table case_migration force row level security;
create policy case_migration_by_system on case_migration
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
alter table case_migration_line enable row level security;
alter table case_migration_line force row level security;
create policy case_migration_line_by_system on case_migration_line
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on case_migration, case_migration_line to yiwang_app;
