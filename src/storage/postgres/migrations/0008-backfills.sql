-- Work over the whole catalogue beside the reading of fresh content: computing a version of a
-- signal (`values`), or bringing what the catalogue is browsed by up to the live versions (`summary`).
create table backfills (
  id text primary key,
  kind text not null check (kind in ('values', 'summary')),
  signal text not null,
  version integer not null,
  -- `external`: computed by `worker run-shard` and committed from a plan, by no queue.
  state text not null check (state in ('running', 'paused', 'external', 'done', 'cancelled')),
  -- Raised when it goes on, so that its shards are queued anew.
  epoch integer not null default 1,
  -- Digest of the contract it was planned for: a program with another one must not run it.
  definition text not null,
  items integer not null,
  bytes bigint not null,
  -- Items a second that all workers together may begin; null for no limit.
  rate double precision,
  next_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index backfills_active on backfills (kind, signal, version)
  where state in ('running', 'paused', 'external');
create index backfills_created on backfills (created_at desc);

-- The parts of a backfill: items from one position of the catalogue to another.
create table backfill_shards (
  backfill text not null references backfills on delete cascade,
  number integer not null,
  from_position bigint not null,
  to_position bigint not null,
  items integer not null,
  -- Computed and stored; and those left to the reading of fresh content, or gone meanwhile.
  done integer,
  left_out integer,
  cpu_ms double precision,
  error text,
  -- The blob with what `run-shard` computed, until it is committed.
  staged text,
  finished_at timestamptz,
  primary key (backfill, number)
);

alter table pointer_changes add column kind text not null default 'promote'
  check (kind in ('promote', 'rollback'));
