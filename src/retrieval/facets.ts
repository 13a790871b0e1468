import { sql } from 'kysely';
import type { BrowseQuery, Facets } from '../contracts/api.ts';
import type { Database } from '../storage/postgres/database.ts';
import { conditionOf } from './browse.ts';

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

const order = [
  'medium',
  'topic',
  'object',
  'colour',
  'language',
  'safety',
  'quality',
  'text',
  'duplicate',
  'state',
  'reason',
];

/**
 * How many items have each value of each field. The values of a field that is filtered by are
 * counted without its own filter: they are its alternatives.
 */
export async function countFacets(db: Database, query: BrowseQuery): Promise<Facets> {
  const filtered = [...new Set(query.facet.map((facet) => facet.split(':', 1)[0] ?? ''))];
  const [total, all, ...alternatives] = await Promise.all([
    countItems(db, query),
    countValues(db, query),
    ...filtered.map((field) => countValues(db, query, field)),
  ]);
  const counts = [
    ...all.filter(({ field }) => !filtered.includes(field)),
    ...alternatives.flatMap((own, at) => own.filter(({ field }) => field === filtered[at])),
  ];
  return { total, facets: groupByField(counts) };
}

async function countItems(db: Database, query: BrowseQuery): Promise<number> {
  const { total } = await db
    .selectFrom('items')
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .where(conditionOf(query))
    .executeTakeFirstOrThrow();
  return Number(total);
}

async function countValues(db: Database, query: BrowseQuery, without?: string): Promise<Count[]> {
  const { rows } = await sql<Count>`
    with matching as (
      select facets, state, failure_code, cluster from items where ${conditionOf(query, without)}
    ), counted as (
      select facet, count(*)::int as count from matching, unnest(facets) as facet group by facet
      union all
      select 'state:' || state, count(*)::int from matching group by state
      union all
      select 'reason:' || failure_code, count(*)::int from matching
        where failure_code is not null group by failure_code
      union all
      select 'duplicate:' || case when cluster is null then 'no' else 'yes' end, count(*)::int
        from matching group by cluster is null
    ), ranked as (
      select split_part(facet, ':', 1) as field,
             substr(facet, strpos(facet, ':') + 1) as value,
             count,
             count(*) over (partition by split_part(facet, ':', 1)) as values,
             row_number() over (
               partition by split_part(facet, ':', 1) order by count desc, facet) as rank
      from counted
    )
    select field, value, count from ranked
    where rank <= ${valuesOfField} and values <= ${mostValues}
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
  const rank = order.indexOf(field);
  return rank < 0 ? order.length : rank;
}

function labelOfField(field: string): string {
  const name = field.startsWith('attribute.') ? field.slice('attribute.'.length) : field;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Topics are paths of slugs: `food-and-drink/baking` reads `Food and drink › baking`. */
function labelOfValue(field: string, value: string): string {
  if (field !== 'topic') return value;
  const words = value.replaceAll('-', ' ').replaceAll('/', ' › ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
