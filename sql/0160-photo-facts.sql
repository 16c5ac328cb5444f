-- What an image tells of itself beside its bytes: its size, when, where and by what it was taken (EXIF), and a
-- perceptual hash by which the same picture is found again after it was made smaller or saved anew. Where somebody
-- stood is personal data: the system alone reads this, and gives it to those who handle a case.

create table photo_fact (
  district char(6) not null,
  hash char(64) not null,
  width integer not null,
  height integer not null,
  taken_at timestamptz,
  -- False where the photo names no offset and Chinese time was taken for it.
  taken_offset boolean not null default false,
  lon double precision,
  lat double precision,
  camera text,
  -- Null where the picture has too little in it to be told from others.
  phash bit(64),
  -- Sixteen bits each: of two hashes that differ in at most n bits, one band differs in at most n / 4.
  band_1 integer generated always as ((substring(phash from 1 for 16))::integer) stored,
  band_2 integer generated always as ((substring(phash from 17 for 16))::integer) stored,
  band_3 integer generated always as ((substring(phash from 33 for 16))::integer) stored,
  band_4 integer generated always as ((substring(phash from 49 for 16))::integer) stored,
  -- By how much the clock of the phone that first sent it was ahead of the server's; null where it did not say.
  phone_ahead_seconds integer,
  read_at timestamptz not null,
  primary key (district, hash),
  foreign key (district, hash) references file (district, hash)
);
create index photo_fact_by_band_1 on photo_fact (district, band_1) where phash is not null;
create index photo_fact_by_band_2 on photo_fact (district, band_2) where phash is not null;
create index photo_fact_by_band_3 on photo_fact (district, band_3) where phash is not null;
create index photo_fact_by_band_4 on photo_fact (district, band_4) where phash is not null;

alter table photo_fact enable row level security;
alter table photo_fact force row level security;
create policy photo_fact_by_system on photo_fact
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on photo_fact to yiwang_app;

-- What a file told goes with the file.
create function forget_photo_fact() returns trigger language plpgsql as $$
begin
  delete from photo_fact where district = new.district and hash = new.hash;
  return null;
end
$$;
create trigger file_forgets_photo after update of destroyed_at on file
  for each row when (new.destroyed_at is not null and old.destroyed_at is null)
  execute function forget_photo_fact();
