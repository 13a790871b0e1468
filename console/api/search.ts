import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { searchResultsSchema } from '../../src/contracts/api.ts';
import type { SearchResults, searchRequestSchema } from '../../src/contracts/api.ts';
import { completionsSchema } from '../../src/contracts/search.ts';
import type { queryPartSchema } from '../../src/contracts/search.ts';
import { boxText } from './media.ts';
import { findPicture } from './picture-drawer.ts';
import { request } from './request.ts';
import { partText } from './search-parts.ts';
import type { SearchPart } from './search-parts.ts';

type Request = z.input<typeof searchRequestSchema>;

/** What a search is narrowed by and how it is answered. */
export type SearchOptions = Pick<
  Request,
  'facet' | 'minQuality' | 'maxQuality' | 'unsafe' | 'copies' | 'asTyped' | 'limit'
>;

/** A search by any mix of parts, with what each stage said of each result. */
export function searchQuery(parts: readonly SearchPart[], options: SearchOptions) {
  return queryOptions({
    queryKey: ['search', parts.map(partText), options],
    queryFn: ({ signal }) => search(parts, { ...options, explain: true }, signal),
    staleTime: 60_000,
  });
}

async function search(
  parts: readonly SearchPart[],
  options: Omit<Request, 'parts'>,
  signal: AbortSignal,
): Promise<SearchResults> {
  const [only] = parts;
  const isAlone = parts.length === 1 && only?.weight === 1;
  if (isAlone && only.kind === 'picture') {
    return await searchByPicture(only, options, signal);
  }
  const wanted = JSON.stringify({ ...options, ...wishOf(parts) });
  if (parts.some(({ kind }) => kind === 'picture')) {
    const body = new FormData();
    body.set('request', wanted);
    parts.forEach((part, index) => {
      if (part.kind === 'picture') body.set(fileName(index), bytesOf(part.key), fileName(index));
    });
    return await request('/v1/search', searchResultsSchema, { method: 'POST', body, signal });
  }
  return await request('/v1/search', searchResultsSchema, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: wanted,
    signal,
  });
}

async function searchByPicture(
  { key, box }: Extract<SearchPart, { kind: 'picture' }>,
  { facet = [], ...options }: Omit<Request, 'parts'>,
  signal: AbortSignal,
): Promise<SearchResults> {
  const query = new URLSearchParams();
  for (const one of facet) query.append('facet', one);
  const { unsafe, copies, explain, minQuality, maxQuality, limit } = options;
  const plain = { unsafe, copies, explain, minQuality, maxQuality, limit };
  for (const [name, value] of Object.entries(plain)) {
    if (value !== undefined) query.set(name, String(value));
  }
  if (box !== undefined) query.set('box', boxText(box));
  return await request(`/v1/search/image?${query}`, searchResultsSchema, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytesOf(key),
    signal,
  });
}

/** One part as it is, several as a mix. */
function wishOf(parts: readonly SearchPart[]): Request {
  const asked = parts.map(partOfRequest);
  const [only] = asked;
  if (asked.length > 1 || only === undefined || only.weight !== 1) return { parts: asked };
  const { weight: _, ...wish } = only;
  return wish;
}

function partOfRequest(part: SearchPart, index: number): z.input<typeof queryPartSchema> {
  const { weight } = part;
  if (part.kind === 'words') return { text: part.text, weight };
  const box = part.box === undefined ? {} : { box: part.box };
  if (part.kind === 'item') return { item: part.id, weight, ...box };
  return { picture: fileName(index), weight, ...box };
}

/** What the file of a part is called in the form. */
function fileName(index: number): string {
  return `picture${index}`;
}

function bytesOf(key: number): Blob {
  const picture = findPicture(key);
  if (picture === undefined)
    throw new Error('The picture is no longer on this page; drop it again.');
  return picture.bytes;
}

/** What words that begin like this may become. */
export function completionsQuery(typed: string) {
  const query = new URLSearchParams({ q: typed, limit: '8' });
  return queryOptions({
    queryKey: ['completions', typed],
    queryFn: ({ signal }) => request(`/v1/search/complete?${query}`, completionsSchema, { signal }),
    staleTime: 60_000,
    retry: false,
  });
}

export function relatedQuery(id: string, limit: number) {
  return queryOptions({
    queryKey: ['related', id, limit],
    queryFn: ({ signal }) =>
      request(`/v1/related/${encodeURIComponent(id)}?limit=${limit}`, searchResultsSchema, {
        signal,
      }),
  });
}
