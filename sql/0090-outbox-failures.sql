-- How often an item of the outbox was taken does not say how often it failed: a server that is killed has taken it,
-- and nothing went wrong with it. What counts towards giving it up are its failures; what was given up waits for a
-- person, who has it tried again or drops it, saying why.

alter table outbox add column failures integer not null default 0;
alter table outbox add column failed_at timestamptz;
-- Who dropped it, when and why.
alter table outbox add column dropped jsonb;
alter table outbox drop constraint outbox_status_check;
alter table outbox add constraint outbox_status_check check (status in ('ready', 'done', 'failed', 'dropped'));
update outbox set failures = attempts, failed_at = next_at where status = 'failed';
drop index outbox_failed;
create index outbox_failed on outbox (district, failed_at, id) where status = 'failed';
