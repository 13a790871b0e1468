-- Every read of a source.
create table runs (
  id text primary key,
  source text not null,
  title text not null,
  state text not null check (state in ('listing', 'running', 'done', 'failed', 'interrupted')),
  -- The process that lists the source; once it is gone the listing is interrupted.
  process text not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  listed integer not null default 0,
  unchanged integer not null default 0,
  due integer not null default 0,
  removed integer not null default 0,
  error text
);
create index runs_started on runs (started_at desc);

-- What was wrong in a source before it could become an item.
create table problems (
  run text not null references runs on delete cascade,
  origin text not null,
  item text,
  code text not null,
  message text not null
);
create index problems_run on problems (run, code);

-- The catalogue: one row an item, with a summary of its signals for browsing.
create table items (
  id text primary key,
  source text not null,
  origin text not null,
  assets jsonb not null,
  text jsonb not null,
  attributes jsonb not null,
  -- Digest of all that its signals are computed from, now and when they were last computed.
  input text not null,
  done_input text,
  -- The input that its near-duplicates were last looked for with.
  clustered_input text,
  state text not null check (state in ('pending', 'done', 'failed')),
  failure_code text,
  failure_message text,
  -- Begun and not finished: more than a few mean that this item kills its process.
  attempts integer not null default 0,
  seen_run text not null,
  read_at timestamptz not null default now(),
  computed_at timestamptz,
  position bigint generated always as identity,
  title text not null,
  excerpt text not null,
  medium text,
  width integer not null default 0,
  height integer not null default 0,
  duration_seconds real,
  colour text,
  safety text,
  quality real,
  cluster text,
  facets text[] not null default '{}',
  -- Words of its text, of the text in its picture and of what was seen, for searching.
  document tsvector not null default ''
);
create index items_source on items (source, seen_run);
create index items_state on items (state) where state <> 'done';
create index items_newest on items (position desc);
create index items_title on items (title, id);
create index items_quality on items (quality, id);
create index items_cluster on items (cluster) where cluster is not null;
create index items_facets on items using gin (facets);
create index items_document on items using gin (document);

-- What a file was when its digest was taken: the same status means the same bytes.
create table files (
  path text primary key,
  status text not null,
  digest text not null
);

-- The shards of a run and what became of them; written once more if a shard is done twice.
create table shards (
  run text not null references runs on delete cascade,
  number integer not null,
  items integer not null,
  done integer,
  failed integer,
  signals jsonb,
  finished_at timestamptz,
  primary key (run, number)
);
create index shards_finished on shards (run, finished_at);
