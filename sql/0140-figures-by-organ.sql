-- Counters also by the organ whose case or record it is, so that organs stand side by side without counting anew.
-- What was folded before is folded again under the new definitions (src/store/figures/definition.ts).
truncate figure_fold, figure_counter, figure_key;

alter table figure_counter add column organ text not null;
alter table figure_counter drop constraint figure_counter_pkey;
alter table figure_counter add primary key (district, indicator, definition, year, month, place, organ);

alter table figure_key add column organ text not null;
alter table figure_key drop constraint figure_key_pkey;
alter table figure_key add primary key (district, indicator, definition, year, month, place, organ, key);
