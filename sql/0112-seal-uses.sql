-- Each use of a seal: which document it was put under, with the sealed file's hash (电子印章使用日志).
create table seal_use (
  district char(6) not null,
  register text not null,
  seal text not null,
  document text not null,
  -- SHA-256 of the sealed file.
  file_hash char(64) not null,
  -- SHA-256 of the certificate that signed.
  fingerprint char(64) not null,
  organ text not null,
  -- The case that the document is of.
  subject text not null,
  at timestamptz not null,
  primary key (district, document)
);
create index seal_use_by_seal on seal_use (district, register, seal, at desc, document);

alter table seal_use enable row level security;
alter table seal_use force row level security;
create policy seal_use_seen on seal_use for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or organ = any ((select context_organs())::text[])
    or subject_visible(district, 'record:' || register || ':' || seal)));
create policy seal_use_written on seal_use for insert with check (
  (district = (select context_district()) or (select context_whole())) and (select context_system()));
-- A log is only ever added to.
grant select, insert on seal_use to yiwang_app;
