-- Numbered documents and the content-addressed files they and the materials become.

create table file (
  district char(6) not null,
  hash char(64) not null,
  size bigint not null,
  -- By content, not by what the sender called it.
  media_type text not null,
  kept_at timestamptz not null,
  primary key (district, hash)
);

-- Who sent a file: the same content may come from several accounts, under several names.
create table file_sent (
  district char(6) not null,
  hash char(64) not null,
  account text not null,
  name text not null,
  at timestamptz not null,
  primary key (district, hash, account),
  foreign key (district, hash) references file (district, hash)
);
create index file_sent_by_account on file_sent (district, account, at);

-- A file standing for a material of a subject; earlier uses stay.
create table file_use (
  district char(6) not null,
  subject text not null,
  material text not null,
  hash char(64) not null,
  at timestamptz not null,
  primary key (district, subject, material, hash),
  foreign key (district, hash) references file (district, hash)
);
create index file_use_by_hash on file_use (district, hash);

create table document (
  district char(6) not null,
  id text not null,
  number text not null,
  subject text not null,
  kind text not null check (kind in ('notice', 'certificate', 'receipt')),
  template text not null,
  title text not null,
  organ text not null,
  issued_at timestamptz not null,
  holder text,
  data jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'ready', 'failed')),
  file_hash char(64),
  sealed_at timestamptz,
  fault text,
  primary key (district, id),
  unique (district, number),
  foreign key (district, file_hash) references file (district, hash)
);
create index document_by_subject on document (district, subject, issued_at);
create index document_by_holder on document (district, holder, issued_at desc) where holder is not null;
create index document_by_file on document (district, file_hash) where file_hash is not null;

alter table document enable row level security;
alter table document force row level security;
create policy document_seen on document for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or holder = (select context_account())
    or organ = any ((select context_organs())::text[])
    or subject_visible(district, subject)
  ));
create policy document_written on document for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
