import { fieldOf } from '../../retrieval/condition.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Candidate } from '../pipeline/candidate.ts';
import { deepest, type Anchor } from './anchor.ts';
import type { RouteParts } from './find-route.ts';
import { countItems } from './routes/count-items.ts';
import { findByLooks } from './routes/looks.ts';

/** Of the items that look likest at most so many, and at most this share of all, are of its kind. */
const alike = { most: 24, share: 0.08 };

/**
 * The items that look likest, which are taken as of the item's kind whatever else is known of them:
 * they are more often than others (docs/related.md), and an order says the same with any encoder.
 */
export async function findLookalikes(
  anchor: Anchor,
  parts: RouteParts,
): Promise<ReadonlySet<string>> {
  const items = await countItems(parts.stores.db);
  const limit = Math.min(alike.most, Math.ceil(items * alike.share));
  const found = await findByLooks({ anchor, limit }, parts);
  return new Set(found?.candidates.map(({ id }) => id));
}

/** The part of the picture that an object has to cover to be what the picture is of. */
const leastShare = 0.15;

/** What an item is, as far as its signals say: `object:dress`, `topic:fashion/shoes`. */
export function kindsOf({ facets, objects }: Anchor, field: string | undefined): string[] {
  const main = objects
    .filter(({ label, box }) => label !== 'person' && box.width * box.height >= leastShare)
    .map(({ label }) => `object:${label}`);
  return [
    ...main.filter((facet) => facets.includes(facet)),
    ...topicsAmong(facets),
    ...facets.filter((facet) => field !== undefined && fieldOf(facet) === field),
  ];
}

function topicsAmong(facets: readonly string[]): string[] {
  const paths = facets.filter((facet) => fieldOf(facet) === 'topic');
  // A root alone is an interest, and no kind of thing.
  return deepest(paths).filter((path) => path.includes('/'));
}

/** Leaves out those that are of any of some kinds. */
export async function keepOtherKinds<Of extends Candidate>(
  candidates: readonly Of[],
  kinds: readonly string[],
  db: Database,
  note: (text: string) => void,
): Promise<readonly Of[]> {
  if (kinds.length === 0 || candidates.length === 0) return candidates;
  const rows = await db
    .selectFrom('items')
    .select(['id', 'facets'])
    .where(
      'id',
      'in',
      candidates.map(({ id }) => id),
    )
    .execute();
  const facets = new Map(rows.map((row) => [row.id, row.facets]));
  const left = candidates.filter(({ id }) => !kinds.some((kind) => facets.get(id)?.includes(kind)));
  const out = candidates.length - left.length;
  if (out > 0) note(`${out} of the same kind: ${kinds.join(', ')}`);
  return left;
}
