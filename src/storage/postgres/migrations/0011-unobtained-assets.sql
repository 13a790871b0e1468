-- Why the bytes of an item could not be had when it was listed: its text is computed all the same,
-- and it has failed for this in the end.
alter table items add column listing_failure jsonb;
update items set listing_failure = jsonb_build_object('code', failure_code, 'message', failure_message)
  where state = 'failed' and computed_at is null and failure_code is not null;
