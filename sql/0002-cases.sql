-- Cases as they stand now: every column is a fold of the case's entries and can be rebuilt.

create table case_file (
  district char(6) not null,
  id text not null check (id <> '' and not starts_with(id, 'record:')),
  version integer not null,
  head_hash bytea not null,
  case_no text not null,
  matter text not null,
  matter_version text not null,
  matter_name text not null,
  plan text not null,
  title text not null,
  status text not null,
  state text,
  outcome text,
  organ text not null,
  division text not null,
  applicant text not null,
  applicant_name text not null,
  received_at timestamptz not null,
  accepted_at timestamptz,
  due_at timestamptz,
  closed_at timestamptz,
  facts jsonb not null,
  engine_state jsonb not null,
  primary key (district, id),
  unique (district, case_no)
);
create index case_file_by_organ on case_file (district, organ, received_at desc, id desc);
create index case_file_open_by_organ on case_file (district, organ, due_at, id) where closed_at is null;
create index case_file_by_applicant on case_file (district, applicant, received_at desc, id desc);
create index case_file_by_matter on case_file (district, matter, received_at desc, id desc);
create index case_file_by_time on case_file (district, received_at desc, id desc);
create index case_file_by_division on case_file (district, division text_pattern_ops, received_at desc);

alter table case_file enable row level security;
alter table case_file force row level security;
create policy case_file_seen on case_file for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or applicant = (select context_account())
    or organ = any ((select context_organs())::text[])
    or division_in_places(division)
  ));
create policy case_file_written on case_file for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));

-- What people are asked to do. Place, organ and applicant repeat the case's, for lists and row security.
create table task (
  district char(6) not null,
  case_id text not null,
  id text not null,
  element text not null,
  name text not null,
  status text not null check (status in ('open', 'completed', 'cancelled')),
  assignee text,
  candidate_groups text[] not null,
  candidate_users text[] not null,
  optional boolean not null,
  organ text not null,
  division text not null,
  applicant text not null,
  opened_at timestamptz not null,
  own_due_at timestamptz,
  -- The earlier of the task's own limit and the case's, 'infinity' without any: what lists are sorted by.
  due_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  -- {formId, separateFrom, variables} of an open task.
  detail jsonb,
  primary key (district, case_id, id),
  foreign key (district, case_id) references case_file (district, id)
);
create index task_open_by_organ on task (district, organ, due_at, case_id, id) where status = 'open';
create index task_open_by_assignee on task (district, assignee, due_at, case_id, id) where status = 'open';
create index task_closed_by on task (district, closed_by, closed_at desc, case_id, id) where status <> 'open';

alter table task enable row level security;
alter table task force row level security;
create policy task_seen on task for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or applicant = (select context_account())
    or assignee = (select context_account())
    or organ = any ((select context_organs())::text[])
    or division_in_places(division)
  ));
create policy task_written on task for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));

create table timer (
  district char(6) not null,
  case_id text not null,
  id text not null,
  element text not null,
  due_at timestamptz not null,
  primary key (district, case_id, id),
  foreign key (district, case_id) references case_file (district, id)
);
create index timer_by_due on timer (district, due_at);

-- A job, timer or expression that could not go on; open until a person resolves it.
create table failure (
  district char(6) not null,
  case_id text not null,
  id text not null,
  element text not null,
  organ text not null,
  raised_at timestamptz not null,
  problem jsonb not null,
  primary key (district, case_id, id),
  foreign key (district, case_id) references case_file (district, id)
);
create index failure_by_organ on failure (district, organ, raised_at);

-- Facts that indicators may ask, one row for each version that changed them; source: 'case' or a register.
create table fact_version (
  district char(6) not null,
  subject text not null,
  version integer not null,
  source text not null,
  at timestamptz not null,
  facts jsonb not null,
  primary key (district, subject, version)
);
create index fact_version_by_source on fact_version (district, source, at);

-- Gapless numbers: the row stays locked until the transaction that took the number ends.
create table number_sequence (
  district char(6) not null,
  name text not null,
  value bigint not null,
  primary key (district, name)
);

-- A client's idempotency key and the answer that was kept under it.
create table request (
  district char(6) not null,
  account text not null,
  key text not null,
  at timestamptz not null default clock_timestamp(),
  answer jsonb,
  primary key (district, account, key)
);
create index request_by_age on request (district, at);
