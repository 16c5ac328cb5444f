-- What came in from a phone that had waited for the line: a receipt for each item, given only after the case it became
-- or moved is durable. Both clocks stand in it: what the phone said, and what the server says it was.
create table field_receipt (
  district char(6) not null,
  account text not null,
  -- The phone's own name of the item, under which it is sent again until its receipt has arrived.
  item text not null,
  kind text not null check (kind in ('report', 'complete')),
  case_no text not null,
  received_at timestamptz not null,
  -- By the phone's clock; by how much that clock was ahead when it sent.
  done_at timestamptz not null,
  phone_ahead_seconds integer not null,
  -- SHA-256 over the canonical JSON of what was received, and the hash of the case's entry then.
  digest char(64) not null,
  entry_hash char(64) not null,
  primary key (district, account, item)
);
create index field_receipt_by_case on field_receipt (district, case_no);

alter table field_receipt enable row level security;
alter table field_receipt force row level security;
create policy field_receipt_own on field_receipt
  using ((district = (select context_district()) or (select context_whole()))
    and ((select context_system()) or account = (select context_account())))
  with check ((district = (select context_district()) or (select context_whole()))
    and ((select context_system()) or account = (select context_account())));
grant select, insert on field_receipt to yiwang_app;
