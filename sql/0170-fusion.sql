-- Reports of one event (并案): which case another was merged into, and by what a report's likely twins are looked up.
-- Both columns are made of the facts, as the point is (sql/0150), so that the statement that keeps cases is as it was.

alter table case_file
  add column merged_into text generated always as (facts ->> 'mergedInto') stored,
  add column class text generated always as (facts ->> 'class') stored;

create index case_file_by_main on case_file (district, merged_into, received_at, id) where merged_into is not null;

-- What may take a report in: open, and not merged itself. The oldest of a tile are read first, of one class or of any;
-- those at no point by their community.
create index case_file_open_in_tile on case_file (district, tile, received_at, id)
  where closed_at is null and merged_into is null and tile is not null;
create index case_file_open_in_tile_by_class on case_file (district, tile, class, received_at, id)
  where closed_at is null and merged_into is null and tile is not null and class is not null;
create index case_file_open_unplaced on case_file (district, division, received_at, id)
  where closed_at is null and merged_into is null and tile is null;

-- Two cases of which a person has said that they are not one event: they are not proposed to each other again.
-- The lesser number stands first.
create table not_one_event (
  district char(6) not null,
  one text not null,
  other text not null check (one < other),
  at timestamptz not null,
  account text not null,
  -- refused: a proposal was turned down; unmerged: they had been merged.
  how text not null check (how in ('refused', 'unmerged')),
  primary key (one, other, district),
  foreign key (one, district) references case_file (id, district),
  foreign key (other, district) references case_file (id, district)
);
create index not_one_event_by_other on not_one_event (other, district);

alter table not_one_event enable row level security;
alter table not_one_event force row level security;
create policy not_one_event_by_system on not_one_event
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on not_one_event to yiwang_app;
