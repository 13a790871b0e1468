import type { JudgedPair } from '../../../contracts/ads.ts';
import { UnderstoryError } from '../../../base/errors.ts';
import type { Asking } from '../../../retrieval/query-embedding.ts';
import { readAds } from '../ad-contents.ts';
import { featuresOf } from '../features/vector.ts';
import type { AdsPlace } from '../match.ts';
import { understandQuery, type UnderstoodQuery } from '../query.ts';
import type { LabelledPair } from './fit-relevance.ts';

export interface LabelledPairs {
  readonly pairs: readonly LabelledPair[];
  /** Items that pairs name and that are not in the catalogue. */
  readonly missing: readonly string[];
}

/** The features of judged pairs as they are today; pairs of items that are gone are left out. */
export async function labelPairs(
  judged: readonly JudgedPair[],
  askingNow: () => Asking,
  { stores, texts, clock }: AdsPlace,
): Promise<LabelledPairs> {
  const byQuery = new Map<string, JudgedPair[]>();
  for (const pair of judged) {
    const key = JSON.stringify([pair.item, pair.text]);
    byQuery.set(key, [...(byQuery.get(key) ?? []), pair]);
  }
  const pairs: LabelledPair[] = [];
  const missing = new Set<string>();
  for (const [key, own] of byQuery) {
    const asking = askingNow();
    const [first] = own;
    const query = first && (await understandIfThere(first, asking, stores));
    if (!query) {
      if (first?.item !== undefined) missing.add(first.item);
      continue;
    }
    const ads = await readAds(
      own.map(({ ad }) => ad),
      asking.versions,
      stores,
    );
    for (const { ad: id, relevant } of own) {
      const ad = ads.get(id);
      if (!ad) {
        missing.add(id);
        continue;
      }
      const features = await featuresOf(query.content, ad, { asking, texts, now: clock() });
      pairs.push({ query: key, features, label: relevant });
    }
  }
  return { pairs, missing: [...missing] };
}

async function understandIfThere(
  { item, text }: JudgedPair,
  asking: Asking,
  stores: AdsPlace['stores'],
): Promise<UnderstoodQuery | undefined> {
  try {
    return await understandQuery(item === undefined ? { text } : { item }, asking, stores);
  } catch (error) {
    if (error instanceof UnderstoryError && error.code === 'no-item') return undefined;
    throw error;
  }
}
