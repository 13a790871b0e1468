-- Versions of signals that are, or were, more than code: those that fresh content is computed for,
-- and those that were dropped. A signal without a live row has the first version of the program.
create table signal_versions (
  signal text not null,
  version integer not null,
  state text not null check (state in ('building', 'live', 'kept', 'deprecated', 'dropped')),
  since timestamptz not null,
  -- When a deprecated version may be dropped.
  end_of_life timestamptz,
  primary key (signal, version)
);
create unique index signal_versions_live on signal_versions (signal) where state = 'live';

-- Where each live pointer has been: what consumers saw at a moment, and the way back.
create table pointer_changes (
  id bigint generated always as identity primary key,
  signal text not null,
  from_version integer not null,
  to_version integer not null,
  changed_by text not null,
  at timestamptz not null
);
create index pointer_changes_signal on pointer_changes (signal, id desc);
