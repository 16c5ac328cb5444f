-- What is near its limit or past it, by the day, for those who supervise (效能监督).

create index task_open_by_due on task (district, due_at, case_id, id) where status = 'open' and not optional;
