-- Messages between cases and from outside (ADR 14): kept first, then brought to whoever waits. A message is kept
-- before anyone looks for who waits, and a subscription before anyone looks for messages: one of the two sees the other.

create table message (
  district char(6) not null,
  -- The sender's own identifier, or the outbox item of the case that threw it: brought once, however often sent.
  id text not null,
  name text not null,
  key text not null,
  variables jsonb not null,
  -- The case that threw it; it has seen the message itself already.
  from_case text,
  -- The account that sent it from outside.
  sent_by text,
  at timestamptz not null,
  until timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'expired')),
  case_id text,
  settled_at timestamptz,
  primary key (district, id)
);
create index message_waiting on message (district, name, key, at, id) where status = 'waiting';
create index message_until on message (district, until) where status = 'waiting';
create index message_settled on message (district, settled_at) where status <> 'waiting';

-- The case that a message with a key began: while it is open, no other of its matter begins for that key.
create table begun_by_message (
  district char(6) not null,
  matter text not null,
  key text not null,
  case_id text not null,
  primary key (district, matter, key)
);
create index begun_by_message_case on begun_by_message (district, case_id);

-- Of several that wait for one message the oldest is first; a signal goes through its cases in their order.
alter table subscription add column opened_at timestamptz not null default clock_timestamp();
drop index subscription_by_name;
create index subscription_by_name on subscription (district, kind, name, key, opened_at, case_id, id);
create index subscription_to_signal on subscription (district, name, case_id) where kind = 'signal';

do $$
declare
  of_table text;
begin
  foreach of_table in array array['message', 'begun_by_message'] loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
    execute format('create policy %I on %I
      using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
      with check ((district = (select context_district()) or (select context_whole())) and (select context_system()))',
      of_table || '_by_system', of_table);
  end loop;
end
$$;
grant select, insert, update, delete on message, begun_by_message to yiwang_app;
