-- What people are told in the platform: a limit that is near or past, a document that was issued, something asked.
-- Written by the worker from the orders of a case's step; each person keeps their own mark of having read.

create table notice (
  district char(6) not null,
  account text not null,
  id text not null,
  at timestamptz not null,
  -- {about, caseNo, title, matterName, …}; the words are made where it is shown.
  content jsonb not null,
  read_at timestamptz,
  primary key (district, account, id),
  foreign key (district, account) references account (district, id)
);
create index notice_by_time on notice (district, account, at desc, id desc);
create index notice_unread on notice (district, account, at desc) where read_at is null;

alter table notice enable row level security;
alter table notice force row level security;
create policy notice_own on notice
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())))
  with check ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())));
grant select, insert, update, delete on notice to yiwang_app;

-- Who holds a post of a role at an organ.
create index post_by_organ_and_role on post (district, organ, role);
drop index post_by_organ;
