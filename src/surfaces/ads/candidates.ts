import type { NearestExplanation } from '../../contracts/nearest.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Filters } from '../../retrieval/condition.ts';
import { filterOf } from '../../retrieval/indexes/item-filter.ts';
import { nearestOf } from '../../retrieval/nearest.ts';
import type { Asking } from '../../retrieval/query-embedding.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { rankByWords } from '../../retrieval/words/rank-by-words.ts';
import type { Embedding } from '../../signals/embedding.ts';
import type { Candidate } from '../pipeline/candidate.ts';
import type { Route } from '../stages/fuse.ts';
import type { Content } from './content.ts';
import type { TextEmbedder } from './embed-texts.ts';

export interface AdRoutes {
  readonly routes: readonly Route[];
  readonly refs: readonly SignalRef[];
  readonly explanations: readonly NearestExplanation[];
}

interface Seeking {
  readonly asking: Asking;
  readonly texts: TextEmbedder;
  readonly stores: VectorStores;
  /** Which items are ads that may be found. */
  readonly filters: Filters;
  /** Of each route. */
  readonly limit: number;
}

/** Ads near to a query by every way there is: pictures, texts, and words to pictures. */
export async function findAds(query: Content, seeking: Seeking): Promise<AdRoutes> {
  const { asking, texts, stores, filters, limit } = seeking;
  const { versions } = asking;
  const depicted =
    query.words === undefined ? undefined : await texts.depictionOf(query.words, asking);
  const [looks, meaning, depiction, words] = await Promise.all([
    findNear('looks', versions.live('image_embedding'), query.picture, seeking),
    findNear('meaning', versions.live('text_embedding'), query.text, seeking),
    findNear('words to picture', versions.live('image_embedding'), depicted, seeking),
    query.words === undefined ? undefined : rankByWords(stores.db, query.words, { limit, filters }),
  ]);
  const near = [looks, meaning, depiction].filter((route) => route !== undefined);
  const ofWords = words && {
    name: 'words',
    weight: 1,
    candidates: words.map(({ id, score }) => ({ ...bare(id), score, why: ['its words match'] })),
  };
  return {
    routes: [...near.map(({ route }) => route), ...(ofWords ? [ofWords] : [])],
    refs: near.map(({ ref }) => ref),
    explanations: near.map(({ explanation }) => explanation),
  };
}

const reasons = {
  looks: 'its picture looks alike',
  meaning: 'its text means alike',
  'words to picture': 'its picture is near to the words',
} as const;

async function findNear(
  name: keyof typeof reasons,
  ref: SignalRef<'image_embedding' | 'text_embedding'>,
  query: Embedding | undefined,
  { asking, stores, filters, limit }: Seeking,
) {
  if (query === undefined) return undefined;
  const filter = filterOf(filters, stores.db);
  const { near, explanation } = await nearestOf(
    ref,
    query,
    { limit, filter },
    asking.versions,
    stores.indexes,
  );
  // Rows are of pictures and keyframes too: the nearest of an item is its own.
  const best = new Map(near.toReversed().map(({ item, cosine }) => [item, cosine]));
  const candidates = [...new Set(near.map(({ item }) => item))].map((item): Candidate => {
    const cosine = best.get(item) ?? 0;
    return {
      ...bare(item),
      why: [`${reasons[name]} (${cosine.toFixed(2)})`],
      scores: [{ stage: 'candidates', name, value: cosine, signal: ref }],
    };
  });
  return { route: { name, weight: 1, candidates }, ref, explanation };
}

function bare(id: string): Candidate {
  return { id, score: 0, why: [], scores: [], rules: [] };
}
