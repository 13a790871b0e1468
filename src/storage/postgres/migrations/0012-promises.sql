-- What a backfill was expected to take when it was begun; null for what was not estimated.
alter table backfills add column plan jsonb;

-- What a shard of a backfill did to each signal, in the form of `shards.signals`.
alter table backfill_shards add column signals jsonb;

-- The secret that a webhook had before its last rotation: messages are signed with it as well until then.
alter table webhooks
  add column old_secret text,
  add column old_secret_until timestamptz,
  add check ((old_secret is null) = (old_secret_until is null));

-- How long servers took to answer look-ups of one item, by the hour (UTC): how many fell into each
-- bucket, as `extraction/metrics/lookup-times` cuts them.
create table lookup_times (
  signal text not null,
  version integer not null,
  hour timestamptz not null,
  bucket smallint not null,
  lookups bigint not null,
  primary key (signal, version, hour, bucket)
);
