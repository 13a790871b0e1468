-- The log of changes. A transaction's rows carry its number: readers take only those of numbers
-- below every transaction that still runs, so that a late commit is never skipped.
create table changes (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity,
  type text not null,
  -- The signal that it is about, where it is about one.
  signal text,
  subject text,
  data jsonb not null,
  at timestamptz not null default now(),
  primary key (xid, seq)
);

-- The one log of this database. Numbers of transactions mean nothing in another cluster: after a
-- dump was restored elsewhere the log is another one and begins anew.
create table change_log (
  single boolean primary key default true check (single),
  id text not null,
  system bigint not null,
  -- The last place that is not kept any more.
  pruned_xid xid8 not null default '0',
  pruned_seq bigint not null default 0
);
insert into change_log (id, system)
select replace(gen_random_uuid()::text, '-', ''), system_identifier from pg_control_system();

create table webhooks (
  id text primary key,
  consumer text not null references consumers (name),
  url text not null,
  -- Null for all.
  types text[],
  signals text[],
  -- What its messages are signed with: whsec_…
  secret text not null,
  state text not null check (state in ('active', 'failing', 'paused')),
  -- Everything up to here was taken, given up, or not for it.
  cursor text not null,
  -- How often the event after it was tried in vain.
  attempts integer not null default 0,
  next_at timestamptz not null,
  last_error text,
  created_at timestamptz not null
);
create index webhooks_consumer on webhooks (consumer);

-- Events that a webhook did not take; whole, since the log forgets them.
create table webhook_dead_letters (
  webhook text not null references webhooks on delete cascade,
  seq bigint not null generated always as identity,
  event jsonb not null,
  attempts integer not null,
  last_error text not null,
  at timestamptz not null,
  -- When to try it again; null where nobody asked for that.
  replay_at timestamptz,
  primary key (webhook, seq)
);
