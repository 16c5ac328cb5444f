-- What exists: records as they stand, every version with the time it was valid, and personal data apart.

create table record (
  district char(6) not null,
  register text not null check (register <> '' and position(':' in register) = 0),
  id text not null,
  version integer not null,
  head_hash bytea not null,
  organ text not null,
  division text not null,
  holder text,
  status text not null,
  valid_from timestamptz not null,
  data jsonb not null,
  primary key (district, register, id)
);
create index record_by_holder on record (district, holder, register, id) where holder is not null;
create index record_by_organ on record (district, register, organ, id);
create index record_by_time on record (district, register, valid_from desc, id desc);

alter table record enable row level security;
alter table record force row level security;
create policy record_seen on record for select using (
  (district = (select context_district()) or (select context_whole()))
  and (
    (select context_system())
    or holder = (select context_account())
    or organ = any ((select context_organs())::text[])
    or division_in_places(division)
  ));
create policy record_written on record for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));

-- valid_to null = still valid; valid_to = valid_from = replaced before it ever was.
create table record_version (
  district char(6) not null,
  register text not null,
  id text not null,
  version integer not null,
  organ text not null,
  division text not null,
  holder text,
  status text not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  data jsonb not null,
  primary key (district, register, id, version),
  foreign key (district, register, id) references record (district, register, id)
);
create index record_version_by_time on record_version (district, register, valid_from, valid_to);

-- True when the reader may see the record (`record:REGISTER:ID`) or else the case (its id) that a subject names.
create function subject_visible(of_district bpchar, of_subject text) returns boolean language sql stable as $$
  select case when starts_with(of_subject, 'record:')
    then exists (select from record r
                  where r.district = of_district
                    and r.register = split_part(of_subject, ':', 2)
                    and r.id = substr(of_subject, length(split_part(of_subject, ':', 2)) + 9))
    else exists (select from case_file c where c.district = of_district and c.id = of_subject)
  end
$$;

-- Erasable personal data; the ledger holds only the salted digest, so erasing breaks no chain.
create table personal (
  district char(6) not null,
  subject text not null,
  key text not null,
  salt text not null,
  digest text not null,
  content jsonb not null,
  primary key (district, subject, key)
);
