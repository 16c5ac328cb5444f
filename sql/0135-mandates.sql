-- 经办授权: whom a record (a firm) lets act in its name, for which matters, until when. Granted and withdrawn by the
-- record's own account; both are entries in the record's chain, this table is what they add up to. The agent is a
-- record of the register of persons; the name stands here alone and may be erased.

create table mandate (
  district char(6) not null,
  id text not null,
  -- Who grants: `register:key`.
  principal text not null,
  principal_name text not null,
  -- Who may act: `register:key` of the register of persons.
  agent text not null,
  agent_name text not null,
  -- Empty: every matter that the principal may apply for.
  matters text[] not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  granted_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (district, id)
);
create index mandate_by_principal on mandate (district, principal, granted_at desc);
create index mandate_by_agent on mandate (district, agent) where withdrawn_at is null;

alter table mandate enable row level security;
alter table mandate force row level security;
create policy mandate_seen on mandate for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system())
    or principal = any ((select context_known())::text[])
    or agent = any ((select context_known())::text[])));
create policy mandate_written on mandate for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update on mandate to yiwang_app;
