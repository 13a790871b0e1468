-- What was begun to be written to the tables of signals, until its transaction has committed: whatever
-- else is here may arrive after others have stored the same items, and is then taken back.
create table noted_writes (
  id bigint generated always as identity primary key,
  refs text[] not null,
  items text[] not null,
  computed_at timestamptz not null,
  noted_at timestamptz not null,
  -- When it is to be looked after by whoever comes first.
  next_at timestamptz not null
);
