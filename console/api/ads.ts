import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { adModelsSchema } from '../../src/contracts/ad-models.ts';
import { adsMatchSchema, usualSponsored } from '../../src/contracts/ads.ts';
import type { AdsMatch } from '../../src/contracts/ads.ts';
import { noFilters } from './filters.ts';
import { itemsQuery } from './items.ts';
import { findPicture } from './picture-drawer.ts';
import { request } from './request.ts';
import { send } from './send.ts';

/** What ads are sought for: an item, or words, a picture of one's own or both. */
export interface AdsWish {
  readonly item?: string | undefined;
  readonly text?: string | undefined;
  /** The key of a picture in the drawer. */
  readonly picture?: number | undefined;
  /** Sensitive ads beside safe content too. */
  readonly sensitive: boolean;
}

const limit = 24;

/** The ads that suit it, with features, chances and what each stage said of each. */
export function adsQuery(wish: AdsWish) {
  return queryOptions({
    queryKey: ['ads', 'match', wish],
    queryFn: ({ signal }) => matchAds(wish, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

async function matchAds(
  { item, text, picture, sensitive }: AdsWish,
  signal: AbortSignal,
): Promise<AdsMatch> {
  if (picture === undefined) {
    return await request('/v1/ads/match', adsMatchSchema, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item, text, sensitive, limit, explain: true }),
      signal,
    });
  }
  const query = new URLSearchParams({
    limit: String(limit),
    explain: 'true',
    sensitive: String(sensitive),
  });
  if (text !== undefined) query.set('text', text);
  const bytes = findPicture(picture)?.bytes;
  if (bytes === undefined) throw new Error('The picture is no longer on this page; drop it again.');
  return await request(`/v1/ads/match/image?${query}`, adsMatchSchema, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    signal,
  });
}

/** The items that are marked as ads. */
export function sponsoredQuery() {
  return itemsQuery({ ...noFilters, facet: [...usualSponsored] }, 0, false);
}

/** The models that ads were scored by. */
export function adModelsQuery() {
  return queryOptions({
    queryKey: ['ads', 'models'],
    queryFn: ({ signal }) => request('/v1/ads/models', adModelsSchema, { signal }),
  });
}

/** Scores ads by another model from now on. */
export async function takeAdModel(version: number) {
  return await send('POST', '/v1/ads/models/use', adModelsSchema, { version });
}
