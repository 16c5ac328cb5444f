-- The records that a case brought forth, for its page.
create index record_by_case on record (district, (data ->> 'caseNo')) where data ? 'caseNo';
