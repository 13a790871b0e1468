-- Checks of what contracts expect: of shards those that failed, of whole tables all.
create table expectation_results (
  id bigint generated always as identity primary key,
  signal text not null,
  version integer not null,
  expectation text not null,
  at timestamptz not null,
  scope text not null check (scope in ('shard', 'table')),
  rows bigint not null,
  failing bigint not null,
  measured double precision,
  ok boolean not null,
  examples jsonb not null,
  -- Of a distribution in a whole table: how often each word was there, for the next to compare with.
  counts jsonb
);
create index expectation_results_signal on expectation_results (signal, version, id desc);
create index expectation_results_counts on expectation_results (signal, version, expectation, id desc)
  where counts is not null;

-- What shards wrote and how much of it was not as expected, by the hour (UTC).
create table expectation_tallies (
  signal text not null,
  version integer not null,
  expectation text not null,
  hour timestamptz not null,
  rows bigint not null,
  failing bigint not null,
  primary key (signal, version, expectation, hour)
);

-- How much of the catalogue each version had computed at the end of a read or when it was checked.
create table signal_metrics (
  signal text not null,
  version integer not null,
  at timestamptz not null,
  items bigint not null,
  ok bigint not null,
  abstained bigint not null,
  failed bigint not null,
  coverage double precision not null,
  freshness_p50_s double precision,
  freshness_p99_s double precision,
  primary key (signal, version, at)
);

-- The contract of each version as its readers were last told of it.
create table published_contracts (
  signal text not null,
  version integer not null,
  document jsonb not null,
  published_at timestamptz not null,
  primary key (signal, version)
);
