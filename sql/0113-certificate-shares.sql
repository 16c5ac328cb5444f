-- 证照分享: the holder lets somebody see a certificate for a purpose and until a moment, by a code; each use is logged.
create table certificate_share (
  district char(6) not null,
  id text not null,
  -- SHA-256 of the code; the code itself is shown once to who made it.
  code_hash char(64) not null,
  register text not null,
  certificate text not null,
  -- Whose certificate it is: an account, or a record (register:key).
  holder text not null,
  purpose text not null,
  recipient text not null,
  made_by text not null,
  made_at timestamptz not null,
  until timestamptz not null,
  withdrawn_at timestamptz,
  primary key (district, id),
  unique (district, code_hash)
);
create index certificate_share_by_certificate on certificate_share (district, register, certificate, made_at desc);

-- Uses are only ever added to.
create table certificate_share_use (
  district char(6) not null,
  share text not null,
  at timestamptz not null,
  id text not null,
  -- What was done: the page was looked at, or the file was taken.
  what text not null check (what in ('view', 'download')),
  primary key (district, share, at, id)
);

do $$
declare
  of_table text;
begin
  foreach of_table in array array['certificate_share', 'certificate_share_use'] loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
  end loop;
end
$$;
create policy certificate_share_own on certificate_share
  using ((district = (select context_district()) or (select context_whole()))
    and ((select context_system()) or holder = (select context_account())
      or holder = any ((select context_known())::text[])))
  with check ((district = (select context_district()) or (select context_whole()))
    and ((select context_system()) or holder = (select context_account())
      or holder = any ((select context_known())::text[])));
create policy certificate_share_use_seen on certificate_share_use for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or exists (
    select from certificate_share s where s.district = certificate_share_use.district and s.id = share)));
create policy certificate_share_use_written on certificate_share_use for insert with check (
  (district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update on certificate_share to yiwang_app;
grant select, insert on certificate_share_use to yiwang_app;
