-- Items that were deleted because somebody asked for it: the order, the audit of it, and the
-- tombstone that keeps the item from being read again.
create table deletions (
  id text primary key,
  -- HMAC-SHA-256 of the item's id by the secret below: what stays tells nobody which item it was.
  item_hash text not null,
  -- Only until it is deleted everywhere.
  item text,
  -- Nor what it is found by where its id is not: digests of its assets, contents, origins.
  found_by jsonb,
  state text not null check (state in ('deleting', 'done')),
  requested_by text not null,
  reason text,
  requested_at timestamptz not null,
  ended_at timestamptz,
  -- How many rows, blobs and bytes of what.
  removed jsonb not null default '{}',
  -- Names of the models that were trained on it.
  models text[] not null default '{}',
  -- What went wrong the last time; it is tried again.
  error text,
  restored_at timestamptz,
  restored_by text
);
create unique index deletions_tombstone on deletions (item_hash) where restored_at is null;
create index deletions_open on deletions (requested_at) where state = 'deleting';

create table deletion_secret (
  single boolean primary key default true check (single),
  secret text not null
);
insert into deletion_secret (secret)
select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
