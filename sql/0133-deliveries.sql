-- Open tasks by their form: what waits at the delivery counter is found among all organs' cases by its key.
create index task_open_by_form on task (district, (detail ->> 'formId'), due_at, case_id) where status = 'open';
