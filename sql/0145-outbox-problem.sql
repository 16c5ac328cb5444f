-- What a delivery was left to a person with at once, as it is told: its own words say what to do next.
alter table outbox add column problem jsonb;
