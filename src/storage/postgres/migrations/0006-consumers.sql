-- Who reads signals. The two that are built in are the owner's own and are there always.
create table consumers (
  name text primary key,
  owner text not null,
  purpose text not null,
  built_in boolean not null default false,
  created_at timestamptz not null,
  retired_at timestamptz
);
insert into consumers (name, owner, purpose, built_in, created_at) values
  ('console', 'the owner of this installation', 'Looking at the catalogue in a browser, and programs that have its token.', true, now()),
  ('cli', 'the owner of this installation', 'Commands run on this machine.', true, now());

-- What a consumer says it uses: a version of a signal, or with null the live one, whichever it is.
create table consumer_signals (
  consumer text not null references consumers (name),
  signal text not null,
  version integer,
  unique nulls not distinct (consumer, signal, version)
);
create index consumer_signals_signal on consumer_signals (signal);

-- Of a key only the SHA-256 of its secret is kept.
create table consumer_keys (
  id text primary key,
  consumer text not null references consumers (name),
  digest text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  -- The key that it was rotated into; it ends when its grace period does.
  replaced_by text references consumer_keys (id)
);
create index consumer_keys_consumer on consumer_keys (consumer);

-- Who read which version, by the hour (UTC).
create table ledger (
  consumer text not null references consumers (name),
  signal text not null,
  version integer not null,
  hour timestamptz not null,
  reads bigint not null,
  items bigint not null,
  last_at timestamptz not null,
  primary key (consumer, signal, version, hour)
);
create index ledger_signal on ledger (signal, version, hour);
