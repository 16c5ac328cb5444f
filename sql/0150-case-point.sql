-- The point of a case, made of its facts; null for cases that are at none.
-- A tile is 0.005 degrees in each direction (about 420 m by 555 m), numbered as `tileOf` in src/places/tile.ts does:
-- what lists of an area are found by.
alter table case_file
  add column lon double precision generated always as ((facts ->> 'lon')::double precision) stored,
  add column lat double precision generated always as ((facts ->> 'lat')::double precision) stored,
  add column cell text generated always as (facts ->> 'cell') stored,
  add column tile bigint generated always as (
    floor(((facts ->> 'lat')::double precision + 90) * 200)::bigint * 72000
    + floor(((facts ->> 'lon')::double precision + 180) * 200)::bigint) stored;

create index case_file_by_tile on case_file (district, tile, received_at desc, id desc) where tile is not null;
create index case_file_open_by_cell on case_file (district, cell, division) where closed_at is null and tile is not null;
