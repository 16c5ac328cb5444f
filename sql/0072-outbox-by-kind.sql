-- Who carries out effects asks for its own kinds only, and jobs wait here for workers outside for as long as those
-- stay away: what is not asked for must not stand in the way of what is.

drop index outbox_ready;
create index outbox_ready on outbox (district, kind, next_at, id) where status = 'ready';
create index outbox_jobs on outbox (district, (payload ->> 'type'), next_at, id)
  where status = 'ready' and kind = 'job';

-- Who holds a job: a secret of the one who took it. Taking it moves next_at to the end of the lease, so that a
-- worker that died gives it back by the passing of time alone.
alter table outbox add column lease text;
