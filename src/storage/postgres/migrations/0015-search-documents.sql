-- What items are searched by in words, and what is known of the words of all of them.

-- One row an item that has words. Beside the catalogue: its rows change for many reasons, the index
-- of words only when words do.
create table search_documents (
  item text primary key references items on delete cascade,
  -- How its words are stemmed: a text search configuration of PostgreSQL.
  configuration text not null,
  -- Stems, each once, and how often each is in the item, where a field counts by its weight.
  terms text[] not null,
  frequencies real[] not null,
  length real not null,
  -- Words as they are written, each once: what typing errors are corrected to.
  spellings text[] not null,
  -- Kind, phrase in lower case and phrase with tabs between, each once: what beginnings are
  -- completed to.
  phrases text[] not null
);

-- Counts of the whole catalogue, brought up to date after every read: how many items have a term, a
-- spelling, a phrase; how long documents are.
create table search_terms (
  term text primary key,
  documents integer not null
);
create table search_spellings (
  spelling text primary key,
  documents integer not null
);
create table search_phrases (
  kind text not null,
  phrase text not null,
  -- The phrase in lower case.
  key text not null,
  documents integer not null,
  primary key (kind, phrase)
);
create index search_phrases_key on search_phrases (key text_pattern_ops);
-- Beginnings of one and two letters are those of very many: the most frequent are read at once.
create index search_phrases_first on search_phrases (left(key, 1), documents desc);
create index search_phrases_second on search_phrases (left(key, 2), documents desc);

create table search_statistics (
  only_row boolean primary key default true check (only_row),
  documents integer not null,
  mean_length real not null,
  -- The configurations that documents are stemmed by, the most frequent first.
  configurations text[] not null,
  refreshed_at timestamptz not null
);

-- The terms of `{fields: [{text, configuration, weight, isSpelt}]}`, and the words as they are written.
create function search_document(searched jsonb)
returns table (terms text[], frequencies real[], length real, spellings text[])
language sql stable as $$
  with fields as (
    select * from jsonb_to_recordset(searched -> 'fields')
      as field (text text, configuration text, weight real, "isSpelt" boolean)
  ), found as (
    select lexeme, sum(weight * cardinality(positions))::real as frequency
    from fields, unnest(to_tsvector(configuration::regconfig, text)) group by lexeme
  ), spelt as (
    select distinct lexeme from fields, unnest(to_tsvector('simple', text)) where "isSpelt"
  )
  select coalesce(array_agg(lexeme order by lexeme), '{}'),
         coalesce(array_agg(frequency order by lexeme), '{}'),
         coalesce(sum(frequency), 0)::real,
         (select coalesce(array_agg(lexeme order by lexeme), '{}') from spelt)
  from found
$$;

-- One at a time counts, or takes from the counts.
create function lock_search_counts() returns void language sql as $$
  select pg_advisory_xact_lock(7305114429)
$$;

create function refresh_search_statistics() returns void language plpgsql as $$
begin
  perform lock_search_counts();
  create temporary table counted on commit drop as
    select term, count(*)::int as documents from search_documents, unnest(terms) as term
    group by term;
  delete from search_terms where not exists (select from counted where counted.term = search_terms.term);
  insert into search_terms select * from counted
    on conflict (term) do update set documents = excluded.documents
    where search_terms.documents <> excluded.documents;
  drop table counted;

  create temporary table counted on commit drop as
    select spelling, count(*)::int as documents from search_documents, unnest(spellings) as spelling
    where length(spelling) between 2 and 40 and spelling !~ '[0-9./@_]'
    group by spelling;
  delete from search_spellings
    where not exists (select from counted where counted.spelling = search_spellings.spelling);
  insert into search_spellings select * from counted
    on conflict (spelling) do update set documents = excluded.documents
    where search_spellings.documents <> excluded.documents;
  drop table counted;

  -- What is unsafe is not suggested.
  create temporary table counted on commit drop as
    select split_part(entry, e'\t', 1) as kind, split_part(entry, e'\t', 2) as key,
           split_part(entry, e'\t', 3) as phrase, count(*)::int as documents
    from search_documents join items on items.id = search_documents.item, unnest(phrases) as entry
    where items.safety is distinct from 'unsafe'
    group by entry;
  delete from search_phrases where not exists (
    select from counted
    where counted.kind = search_phrases.kind and counted.phrase = search_phrases.phrase);
  insert into search_phrases (kind, phrase, key, documents)
    select kind, phrase, key, documents from counted
    on conflict (kind, phrase) do update set documents = excluded.documents
    where search_phrases.documents <> excluded.documents;
  drop table counted;

  insert into search_statistics
    select true, count(*)::int, coalesce(avg(length), 0)::real,
           (select coalesce(array_agg(configuration order by documents desc), '{}')
            from (select configuration, count(*) as documents from search_documents
                  group by configuration order by documents desc limit 8) as frequent),
           now()
    from search_documents
    on conflict (only_row) do update set documents = excluded.documents,
      mean_length = excluded.mean_length, configurations = excluded.configurations,
      refreshed_at = excluded.refreshed_at;
end $$;

-- Words that only a deleted item had go with it.
create function forget_search_words() returns trigger language plpgsql as $$
begin
  perform lock_search_counts();
  update search_terms set documents = search_terms.documents - less.documents
    from (select term, count(*)::int as documents from gone, unnest(terms) as term group by term) as less
    where search_terms.term = less.term;
  delete from search_terms where documents <= 0
    and term in (select unnest(terms) from gone);
  update search_spellings set documents = search_spellings.documents - less.documents
    from (select spelling, count(*)::int as documents from gone, unnest(spellings) as spelling
          group by spelling) as less
    where search_spellings.spelling = less.spelling;
  delete from search_spellings where documents <= 0
    and spelling in (select unnest(spellings) from gone);
  update search_phrases set documents = search_phrases.documents - less.documents
    from (select split_part(entry, e'\t', 1) as kind, split_part(entry, e'\t', 3) as phrase,
                 count(*)::int as documents
          from gone, unnest(phrases) as entry group by kind, phrase) as less
    where search_phrases.kind = less.kind and search_phrases.phrase = less.phrase;
  delete from search_phrases where documents <= 0 and (kind, phrase) in (
    select split_part(entry, e'\t', 1), split_part(entry, e'\t', 3)
    from gone, unnest(phrases) as entry);
  return null;
end $$;
create trigger forget_search_words after delete on search_documents
  referencing old table as gone for each statement execute function forget_search_words();

-- Items that are there already: their texts are stemmed anew, what was seen and read in their
-- pictures is known by its stems alone until it is read again.
insert into search_documents
select id, configuration, words.*,
       array(select 'title' || e'\t' || lower(title) || e'\t' || title
             from regexp_replace(text ->> 'title', '\s+', ' ', 'g') as title
             where length(title) between 1 and 80)
         || array(select 'object' || e'\t' || substr(facet, 8) || e'\t' || substr(facet, 8)
                  from unnest(facets) as facet where facet like 'object:%')
from (
  select *, case when facets @> '{language:de}' then 'german'
                 when facets @> '{language:fr}' then 'french'
                 when facets @> '{language:es}' then 'spanish'
                 when facets @> '{language:it}' then 'italian'
                 when facets @> '{language:nl}' then 'dutch'
                 when facets @> '{language:pt}' then 'portuguese'
                 when facets @> '{language:ru}' then 'russian'
                 when facets @> '{language:sv}' then 'swedish'
                 else 'english' end as configuration
  from items where document <> ''
) as known
cross join lateral search_document(jsonb_build_object('fields', jsonb_build_array(
  jsonb_build_object('text', lower(left(text ->> 'title', 30000)), 'configuration', configuration,
    'weight', 3, 'isSpelt', true),
  jsonb_build_object('text', (select lower(left(string_agg(tag, ' '), 30000))
      from jsonb_array_elements_text(text -> 'tags') as tag), 'configuration', configuration,
    'weight', 3, 'isSpelt', true),
  jsonb_build_object('text', lower(left(text ->> 'description', 30000)),
    'configuration', configuration, 'weight', 1.5, 'isSpelt', true),
  jsonb_build_object('text', (select string_agg(lexeme, ' ')
      from unnest(ts_filter(document, '{c}'))), 'configuration', 'simple', 'weight', 1,
    'isSpelt', false),
  jsonb_build_object('text', (select string_agg(lexeme, ' ')
      from unnest(ts_filter(document, '{d}'))), 'configuration', 'simple', 'weight', 0.5,
    'isSpelt', false)
))) as words;

create index search_documents_terms on search_documents using gin (terms);
alter table items drop column document;
select refresh_search_statistics();
