-- What happened to cases of a matter within a time (Open311 updates): the open ones are few and have their index; of the
-- closed ones only those that closed since are looked at. A row enters it once, when its case is closed.
create index case_file_by_closing on case_file (district, matter, closed_at) where closed_at is not null;
