-- Webhooks: what happens, told to systems outside as CloudEvents, signed and tried again; each delivery recorded.

create table webhook (
  district char(6) not null,
  id text not null,
  name text not null,
  -- A name of the district's exchange.addresses, and the path behind it: nothing else is ever called.
  address text not null,
  path text not null,
  kinds text[] not null,
  -- What deliveries are signed with; shown once, when it is made.
  secret text not null,
  account text not null,
  created_at timestamptz not null,
  stopped_at timestamptz,
  primary key (district, id),
  foreign key (district, account) references account (district, id)
);
create index webhook_by_account on webhook (district, account);

-- How far the ledger has been told, in commit order.
create table webhook_cursor (
  district char(6) not null primary key,
  epoch integer not null,
  xid xid8 not null,
  position bigint not null
);

create table webhook_delivery (
  district char(6) not null,
  webhook text not null,
  event text not null,
  kind text not null,
  body jsonb not null,
  state text not null check (state in ('waiting', 'delivered')),
  attempts integer not null default 0,
  last_answer text,
  ordered_at timestamptz not null,
  tried_at timestamptz,
  primary key (district, webhook, event),
  foreign key (district, webhook) references webhook (district, id)
);
create index webhook_delivery_by_time on webhook_delivery (district, webhook, ordered_at desc, event desc);

-- The due dates of an account as a calendar (ICS) under a secret address; only the secret's digest is kept.
create table calendar_feed (
  district char(6) not null,
  account text not null,
  digest text not null,
  created_at timestamptz not null,
  primary key (district, account),
  foreign key (district, account) references account (district, id)
);
create unique index calendar_feed_by_digest on calendar_feed (district, digest);

do $$
declare
  in_district constant text := '(district = (select context_district()) or (select context_whole()))';
  name text;
begin
  foreach name in array array['webhook', 'webhook_cursor', 'webhook_delivery'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I for all using (%s and (select context_system())) with check (%s and (select context_system()))',
      name || '_by_system', name, in_district, in_district);
  end loop;
end
$$;

alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy calendar_feed_own on calendar_feed
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())))
  with check ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())));
grant select, insert, update, delete on webhook, webhook_cursor, webhook_delivery, calendar_feed to yiwang_app;
