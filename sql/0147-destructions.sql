-- 按期销毁: files and documents whose time is over (保管期限表), by lists (销毁清册) that a second person approves. The list
-- is a record with its own chain; what stands on it is here. What was destroyed keeps its hash and who says so.

alter table file add column destroyed_at timestamptz;
-- {at, list, basis: {zh, en}}: nothing of it is read again, whether or not the same bytes stand for something else.
alter table file_use add column destroyed jsonb;
alter table document add column destroyed jsonb;

create table destruction_item (
  district char(6) not null,
  list text not null,
  place integer not null,
  -- The case it belongs to.
  subject text not null,
  kind text not null check (kind in ('file', 'document')),
  -- The material of a file, the id of a document.
  of text not null,
  name jsonb not null,
  hash char(64),
  rule text not null,
  basis jsonb not null,
  -- listed, then (approved) due, then gone: `shared` where the same bytes still stand for something else.
  state text not null check (state in ('listed', 'due', 'marked', 'destroyed', 'shared')),
  at timestamptz not null,
  primary key (district, list, place),
  foreign key (subject, district) references case_file (id, district)
);
-- A thing stands on one list at a time; rows of a rejected list are taken away.
create unique index destruction_item_once on destruction_item (district, subject, kind, of, coalesce(hash, ''));
create index destruction_item_by_case on destruction_item (subject, district);
create index destruction_item_open on destruction_item (district, list) where state in ('due', 'marked');

alter table destruction_item enable row level security;
alter table destruction_item force row level security;
create policy destruction_item_seen on destruction_item for select using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()));
create policy destruction_item_written on destruction_item for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on destruction_item to yiwang_app;

-- Who hands in what is being destroyed at that moment waits for it, and is refused: nothing stands for bytes that go.
create function refuse_destroyed_file() returns trigger language plpgsql as $$
declare
  gone timestamptz;
begin
  select destroyed_at into gone from file where district = new.district and hash = new.hash for key share;
  if gone is not null and new.destroyed is null then
    raise exception 'the file % was destroyed', new.hash using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger file_use_of_what_is_there before insert on file_use for each row execute function refuse_destroyed_file();
