-- Effects outside: decided in a step's transaction, carried out afterwards, idempotent by their id.

create table outbox (
  district char(6) not null,
  id text not null,
  kind text not null,
  subject text,
  payload jsonb not null,
  status text not null default 'ready' check (status in ('ready', 'done', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  claimed_until timestamptz,
  fault text,
  done_at timestamptz,
  primary key (district, id)
);
create index outbox_ready on outbox (district, next_at) where status = 'ready';
create index outbox_failed on outbox (district, next_at) where status = 'failed';
create index outbox_by_subject on outbox (district, subject) where subject is not null;
