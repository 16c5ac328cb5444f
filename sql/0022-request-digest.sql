-- What was asked under an idempotency key, as SHA-256 of its canonical JSON: the same key for something else is refused.
alter table request add column digest text;
