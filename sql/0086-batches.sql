-- Batch sign-off (批量办理): one answer for many tasks of a kind. A preview says line by line what would happen; the
-- worker does the lines of a running batch one by one, each in its case's own transaction.

create table batch (
  district char(6) not null,
  id text not null,
  account text not null,
  matter text not null,
  matter_version text not null,
  element text not null,
  form text not null,
  name text not null,
  -- What is said once for all; its personal fields leave when the batch has ended.
  given jsonb not null,
  status text not null check (status in ('preview', 'running', 'stopping', 'stopped', 'done')),
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- A batch is worked on by one server at a time; whoever died gives it back when the time is over.
  claimed_until timestamptz,
  primary key (district, id),
  foreign key (district, account) references account (district, id)
);
create index batch_by_account on batch (district, account);
create index batch_under_way on batch (district, created_at) where status in ('running', 'stopping');
create index batch_not_run on batch (district, created_at) where status = 'preview';

create table batch_line (
  district char(6) not null,
  batch text not null,
  place integer not null,
  case_no text not null,
  task text not null,
  -- The version of the case that the preview has seen.
  version integer not null,
  status text not null check (status in ('ready', 'refused', 'done')),
  -- {state, outcome, documents}: what the preview foresaw.
  foreseen jsonb,
  problem jsonb,
  -- How often the line broke off by a fault.
  faults integer not null default 0,
  primary key (district, batch, place),
  foreign key (district, batch) references batch (district, id) on delete cascade
);

alter table batch enable row level security;
alter table batch force row level security;
create policy batch_own on batch
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())))
  with check ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())));

alter table batch_line enable row level security;
alter table batch_line force row level security;
create policy batch_line_own on batch_line
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or exists (
           select from batch b where b.district = batch_line.district and b.id = batch_line.batch
              and b.account = (select context_account()))))
  with check ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or exists (
           select from batch b where b.district = batch_line.district and b.id = batch_line.batch
              and b.account = (select context_account()))));
grant select, insert, update, delete on batch, batch_line to yiwang_app;
