-- Models of the relevance of ads that were fitted here, from version 2: the first is the program's.
create table ad_models (
  version integer primary key check (version > 1),
  model jsonb not null,
  fitted_at timestamptz not null
);

-- Which of them scored from when on; the last row says which does now.
create table ad_model_uses (
  id bigint generated always as identity primary key,
  version integer not null check (version > 0),
  at timestamptz not null
);
