import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { searchResultsSchema } from '../../src/contracts/api.ts';
import type { SearchResults, searchRequestSchema } from '../../src/contracts/api.ts';
import { completionsSchema } from '../../src/contracts/search.ts';
import type { queryPartSchema } from '../../src/contracts/search.ts';
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
  const wanted = JSON.stringify({ ...options, parts: parts.map(partOfRequest) });
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
