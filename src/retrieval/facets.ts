import { sql } from 'kysely';
import type { Facets } from '../contracts/api.ts';
import type { Database } from '../storage/postgres/database.ts';
import {
  conditionOf,
  countMatching,
  fieldOf,
  keyOf,
  withoutField,
  type Filters,
} from './condition.ts';
import { facetFields } from './facet-fields.ts';
import type { RecentCounts } from './recent-counts.ts';

type Facet = Facets['facets'][number];

interface Count {
  readonly field: string;
  readonly value: string;
  readonly count: number;
}

/** Values shown of one field: the most frequent ones. */
const valuesOfField = 40;

/** A field with more values than this says nothing to filter by: an attribute that is an id. */
const mostValues = 2000;

/**
 * How many items have each value of each field. The values of a field that is filtered by are
 * counted without its own filter: they are its alternatives.
 */
export async function countFacets(
  db: Database,
  filters: Filters,
  recent: RecentCounts,
): Promise<Facets> {
  const filtered = [...new Set(filters.facet.map(fieldOf))];
  const count = (query: Filters) =>
    recent.get(`facets ${keyOf(query)}`, () => countValues(db, query));
  const [total, all, ...alternatives] = await Promise.all([
    countMatching(db, filters, recent),
    count(filters),
    ...filtered.map((field) => count(withoutField(filters, field))),
  ]);
  const counts = [
    ...all.filter(({ field }) => !filtered.includes(field)),
    ...alternatives.flatMap((own, at) => own.filter(({ field }) => field === filtered[at])),
  ];
  return { total, facets: groupByField(counts) };
}

async function countValues(db: Database, filters: Filters): Promise<Count[]> {
  const { rows } = await sql<Count>`
    with counted as materialized (
      select facet, count(*)::int as count from items, unnest(facets || array[
        'state:' || state,
        'reason:' || failure_code,
        case when cluster is null then 'duplicate:no' else 'duplicate:yes' end
      ]) as facet
      where ${conditionOf(filters)} and facet is not null group by facet
    ), named as materialized (
      select split_part(facet, ':', 1) as field, facet, count from counted
    ), ranked as (
      select field, substr(facet, length(field) + 2) as value, count,
             row_number() over (partition by field order by count desc, facet) as rank
      from named
      where field in (select field from named group by field having count(*) <= ${mostValues})
    )
    select field, value, count from ranked where rank <= ${valuesOfField}
    order by field, rank`.execute(db);
  return rows;
}

function groupByField(counts: readonly Count[]): Facet[] {
  const fields = new Map<string, Facet>();
  for (const { field, value, count } of counts) {
    const facet = fields.get(field) ?? { field, label: labelOfField(field), values: [] };
    facet.values.push({ value, label: labelOfValue(field, value), count });
    fields.set(field, facet);
  }
  for (const facet of fields.values()) {
    if (facet.field === 'quality') facet.values.sort((a, b) => (a.value < b.value ? 1 : -1));
  }
  return [...fields.values()].toSorted((a, b) => rankOf(a.field) - rankOf(b.field));
}

function rankOf(field: string): number {
  const rank = facetFields.indexOf(field);
  return rank < 0 ? facetFields.length : rank;
}

function labelOfField(field: string): string {
  return capitalised(field.startsWith('attribute.') ? field.slice('attribute.'.length) : field);
}

/** Topics are paths of slugs: `food-and-drink/baking` reads `Food and drink › Baking`. */
function labelOfValue(field: string, value: string): string {
  if (field !== 'topic') return value;
  return value
    .split('/')
    .map((slug) => capitalised(slug.replaceAll('-', ' ')))
    .join(' › ');
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
