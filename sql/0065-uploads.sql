-- Files on their way: what was announced, and by whom. The bytes stand as parts in the data folder until the
-- whole is there; then the file is kept by its content and named here, so that an answer lost can be given again.

create table upload (
  district char(6) not null,
  id text not null,
  account text not null,
  matter text not null,
  material text not null,
  name text not null,
  size bigint not null check (size > 0),
  at timestamptz not null,
  -- The file it became; null while it is unfinished.
  hash char(64),
  primary key (district, id),
  foreign key (district, hash) references file (district, hash)
);
create index upload_by_account on upload (district, account, at);
create index upload_by_age on upload (district, at);
create index upload_by_file on upload (district, hash) where hash is not null;

alter table upload enable row level security;
alter table upload force row level security;
create policy upload_own on upload
  using ((district = (select context_district()) or (select context_whole()))
    and ((select context_system()) or account = (select context_account())))
  with check ((district = (select context_district()) or (select context_whole()))
    and ((select context_system()) or account = (select context_account())));
grant select, insert, update, delete on upload to yiwang_app;
