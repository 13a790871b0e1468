-- The process that began an item last: it counts one attempt, in however many shards it has it.
alter table items add column begun_by text;
