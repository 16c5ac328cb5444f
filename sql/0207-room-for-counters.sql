-- Every fold changes rows that it changed before: with room on their pages the new versions stay beside the old ones
-- and the long keys are not entered into the index again. Pages that are full already get it as they are rewritten.
alter table figure_fold set (fillfactor = 30);
alter table figure_counter set (fillfactor = 60);
alter table figure_key set (fillfactor = 70);
