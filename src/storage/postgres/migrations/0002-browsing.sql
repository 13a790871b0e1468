-- What pages of the catalogue are found by. A page far down is as near as its index is small, so
-- each order has an index that holds the ids as well and is read without the rows.

-- Id and title in lower case (of all languages, which the database may not know to fold): what a
-- match is looked for in.
alter table items add column match_text text not null default '';
update items set match_text = lower(id || e'\n' || left(title, 500));

drop index items_newest;
create index items_newest on items (position desc) include (id);

-- What titles are sorted by: an entry of an index cannot hold a title of any length.
alter table items add column title_key text
  generated always as (nullif(lower(left(title, 100)), '')) stored;
drop index items_title;
create index items_title on items (title_key, id);

drop index items_quality;
create index items_quality_best on items (quality desc nulls last, id);
create index items_quality_worst on items (quality, id);
create index items_size on items ((width::bigint * height) desc, id) include (width, height);

-- Any part of a word is found by its trigrams; where they are not to be had, by looking at all.
do $$ begin
  if exists (select from pg_available_extensions where name = 'pg_trgm') then
    create extension if not exists pg_trgm;
    create index items_match on items using gin (match_text gin_trgm_ops);
  end if;
end $$;
