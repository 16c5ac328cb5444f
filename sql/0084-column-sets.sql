-- Which columns of a list someone sees and in which order: sets under names of their own, one of them the usual one.

create table column_set (
  district char(6) not null,
  account text not null,
  id text not null,
  list text not null,
  name text not null check (name <> ''),
  columns text[] not null check (cardinality(columns) > 0),
  usual boolean not null,
  updated_at timestamptz not null,
  primary key (district, account, id),
  unique (district, account, list, name),
  foreign key (district, account) references account (district, id)
);
create unique index column_set_usual on column_set (district, account, list) where usual;

alter table column_set enable row level security;
alter table column_set force row level security;
create policy column_set_own on column_set
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())))
  with check ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())));
grant select, insert, update, delete on column_set to yiwang_app;
