-- What an item shows: the same for items of the same assets, null without any.
alter table items add column content text generated always as (
  case when jsonb_array_length(assets) > 0
    then md5(jsonb_path_query_array(assets, '$[*].digest')::text) end
) stored;
create index items_content on items (content) include (id) where content is not null;

-- The contents that clusters were last made of. `items` is how many items had each; 0 where its
-- clusters are still to be made anew.
create table near_contents (
  content text primary key,
  items integer not null
);
create index near_contents_due on near_contents (content) where items = 0;

-- Contents that are near each other, each pair in both directions.
create table near_edges (
  a text not null,
  b text not null,
  decided_by text not null check (decided_by in ('hash', 'embedding')),
  distance double precision not null,
  primary key (a, b)
);
