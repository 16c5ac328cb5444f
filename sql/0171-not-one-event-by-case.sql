-- A case is looked for by either number, and its key by the one that stands first.
create index not_one_event_by_one on not_one_event (one, district);
