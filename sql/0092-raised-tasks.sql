-- What is pressing comes first in a work list, then what is due first: a task is drawn with a priority, or a rung of
-- its scope's ladder has raised it (提级). Lower is more pressing; 50 where nobody said anything, and when it is closed.

alter table task add column rank smallint not null
  generated always as (100 - coalesce((detail ->> 'priority')::smallint, 50)) stored;

drop index task_open_by_organ;
create index task_open_by_organ on task (district, organ, rank, due_at, case_id, id) where status = 'open';
drop index task_open_by_assignee;
create index task_open_by_assignee on task (district, assignee, rank, due_at, case_id, id)
  where status = 'open' and assignee is not null;
drop index task_open_by_candidate;
create index task_open_by_candidate on task (district, rank, due_at, case_id, id)
  where status = 'open' and candidate_users <> '{}';
