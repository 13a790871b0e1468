import { seededRandom } from '../../src/base/random.ts';
import type { AttributeValue } from '../../src/contracts/item.ts';
import type { Asking } from '../../src/retrieval/query-embedding.ts';
import { findAds } from '../../src/surfaces/ads/candidates.ts';
import type { AdsPlace } from '../../src/surfaces/ads/match.ts';
import { understandQuery } from '../../src/surfaces/ads/query.ts';
import { fuse, joinRoutes } from '../../src/surfaces/stages/fuse.ts';

/** A pair that is judged by what kind its items are of. */
export interface KindPair {
  readonly item: string;
  readonly ad: string;
  readonly relevant: 0 | 1;
  /** Of the query. */
  readonly kind: string;
  readonly source: string;
}

const queriesOfSource = 150;
/** Candidates of each route, as for a request of 15 ads. */
const reach = 60;
const judgedOfQuery = 20;

/** Judges some of the candidates of some items: one and the same kind is relevant. */
export async function judgeCandidates(
  askingNow: () => Asking,
  { stores, texts }: AdsPlace,
): Promise<KindPair[]> {
  const rows = await stores.db
    .selectFrom('items')
    .select(['id', 'source', 'attributes'])
    .where('state', '=', 'done')
    .orderBy('id')
    .execute();
  const items = new Map(
    rows.flatMap(({ id, source, attributes }) => {
      const kind = kindOf(attributes);
      return kind === undefined ? [] : [[id, { source, kind: `${source} ${kind}` }] as const];
    }),
  );
  const random = seededRandom(7);
  const pairs: KindPair[] = [];
  for (const source of new Set([...items.values()].map((item) => item.source))) {
    const own = [...items].filter(([, item]) => item.source === source).map(([id]) => id);
    for (const item of sample(own, queriesOfSource, random)) {
      const asking = askingNow();
      const { content } = await understandQuery({ item }, asking, stores);
      const filters = { facet: ['state:done'] };
      const found = await findAds(content, { asking, texts, stores, filters, limit: reach });
      const candidates = fuse(joinRoutes(found.routes), found.routes)
        .map(({ id }) => id)
        .filter((id) => id !== item && items.get(id)?.source === source)
        .slice(0, reach);
      const kind = items.get(item)?.kind ?? '';
      for (const ad of sample(candidates, judgedOfQuery, random)) {
        const relevant = items.get(ad)?.kind === kind ? 1 : 0;
        pairs.push({ item, ad, relevant, kind, source: nameOf(source) });
      }
    }
  }
  return pairs;
}

/** The subgroup of an emoji; the folder of a stamp or photo. */
function kindOf({ subgroup, folder }: Readonly<Record<string, AttributeValue>>) {
  const kind = subgroup ?? folder;
  return typeof kind === 'string' ? kind : undefined;
}

function nameOf(source: string): string {
  return source.split('/').at(-1) ?? source;
}

function sample<T>(from: readonly T[], count: number, random: () => number): T[] {
  return from
    .map((value) => ({ value, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ value }) => value);
}
