import { inputError } from '../../base/errors.ts';
import type { RelatedMode, RelatedQuery, RelatedResults } from '../../contracts/related.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { readVersions, type Versions } from '../../extraction/versions/versions.ts';
import type { Filters } from '../../retrieval/condition.ts';
import type { Asking } from '../../retrieval/query-embedding.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import type { Hydrated } from '../pipeline/candidate.ts';
import { startTrace, type Trace } from '../pipeline/trace.ts';
import { diversify } from '../stages/diversify.ts';
import { fuse, joinRoutes } from '../stages/fuse.ts';
import { hydrate } from '../stages/hydrate.ts';
import { present } from '../stages/present.ts';
import { keepOneOfCopies, keepSafe } from '../stages/rules.ts';
import { vectorsOf } from '../stages/vectors-of.ts';
import { findAnchor, type Anchor } from './anchor.ts';
import type { RouteParts } from './find-route.ts';
import { findLookalikes, keepOtherKinds, kindsOf } from './kind.ts';
import { rankByColours } from './rank-by-colours.ts';
import { takeRoutes } from './take-routes.ts';

export type RelatedOptions = Pick<RelatedQuery, 'by' | 'lambda' | 'limit'> & {
  readonly filters?: Filters | undefined;
  readonly explain?: boolean | undefined;
  readonly kind?: string | undefined;
};

export interface RelatedStores {
  readonly stores: VectorStores;
  /** To embed an item's words in the space of pictures, where the live encoder knows words. */
  readonly online?: Asking['online'] | undefined;
}

/** Candidates of each route for one result, and of all that the mix is chosen from. */
const reach = { routes: 4, mix: 4 };

/**
 * Items that are related to one in the way of `by`: candidates of several routes, without the item,
 * its copies and what is unsafe, joined by weighted rank and mixed.
 *
 * @throws not-found `no-item`, input `kind-unused` where `kind` comes with another way than `complementary`
 */
export async function findRelated(
  id: string,
  options: RelatedOptions,
  { stores, ...others }: RelatedStores,
): Promise<RelatedResults> {
  const { by, lambda, limit, filters, explain, kind } = options;
  if (kind !== undefined && by !== 'complementary') {
    throw inputError(
      'kind-unused',
      `Expected "kind" only with "by" complementary, and got it with ${by}: leave it out, or ask for what is complementary.`,
    );
  }
  const { db, signals } = stores;
  const trace = startTrace();
  const versions = await readVersions(db);
  const anchor = await findAnchor(id, versions, stores);
  const parts: RouteParts = { versions, stores, ...others };

  const wanted = { anchor, limit: limit * reach.routes, filters };
  const taken = await takeRoutes(by, wanted, parts, trace);
  const found = await trace.step(['hydrate', 'catalogue'], joinRoutes(taken.routes), (all) =>
    hydrate(all, db),
  );
  const safe = await trace.step(['rules', 'safety'], found, keepSafe);
  const allowed =
    by === 'complementary' ? await leaveOutItsKind(safe, anchor, kind, parts, trace) : safe;
  const fused = await trace.step(['rank', 'fusion'], allowed, (all) => fuse(all, taken.routes));
  const own = new Set(anchor.cluster === null ? [] : [anchor.cluster]);
  const distinct = await trace.step(['rules', 'copies'], fused, (all, note) =>
    keepOneOfCopies(all, note, own),
  );
  const best = distinct.slice(0, limit * reach.mix);
  const ranked =
    by === 'complementary'
      ? await trace.step(['rank', 'colours'], best, (all) =>
          rankByColours(all, anchor, versions.live('palette'), signals),
        )
      : best;
  const mixed = await trace.step(['diversify', 'mmr'], ranked, async (all, note) => {
    const ref = mixedBy(by, anchor, versions);
    note(`lambda ${lambda}, by ${ref}`);
    const ids = all.map((candidate) => candidate.id);
    const vectors = await vectorsOf(ids, ref, versions, stores);
    return diversify(all, { vectors, lambda, limit });
  });
  const results = await trace.step(['present', 'cards'], mixed, (all) =>
    present(all, { limit, ...(explain && { explain }) }),
  );
  const refs = [...taken.refs, ...(by === 'complementary' ? [versions.live('palette')] : [])];
  return {
    by,
    lambda,
    results: [...results],
    route: taken.words.join(', ') || 'nothing to compare by',
    versions: Object.fromEntries(refs.map(versionOf).map((ref) => [ref.name, ref.version])),
    tookMs: trace.tookMs(),
    ...(explain && { explain: [...taken.explanations], trace: [...trace.stages] }),
  };
}

/** What goes with an item is not what it is: by what is known of its kind, and by its looks. */
async function leaveOutItsKind(
  candidates: readonly Hydrated[],
  anchor: Anchor,
  field: string | undefined,
  parts: RouteParts,
  trace: Trace,
): Promise<readonly Hydrated[]> {
  const others = await trace.step(['rules', 'other kinds'], candidates, (all, note) =>
    keepOtherKinds(all, kindsOf(anchor, field), parts.stores.db, note),
  );
  return await trace.step(['rules', 'look-alikes'], others, async (all, note) => {
    const alike = await findLookalikes(anchor, parts);
    const left = all.filter(({ id }) => !alike.has(id));
    if (left.length < all.length) note(`${all.length - left.length} that look likest`);
    return left;
  });
}

/** What results should differ in: what they are about in a mode of that, else how they look. */
function mixedBy(by: RelatedMode, { picture, text }: Anchor, versions: Versions) {
  const isOfText = text !== undefined && (by === 'topic' || picture === undefined);
  return isOfText ? versions.live('text_embedding') : versions.live('image_embedding');
}
