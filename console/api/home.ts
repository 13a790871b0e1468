import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { eventsAnswerSchema, forgottenUserSchema, mostEvents } from '../../src/contracts/events.ts';
import type { EventKind, EventsAnswer } from '../../src/contracts/events.ts';
import { homeAnswerSchema, interestsSchema } from '../../src/contracts/home.ts';
import type { HomeAnswer } from '../../src/contracts/home.ts';
import { ApiError, request } from './request.ts';
import { send } from './send.ts';

const pageSize = 24;

export interface WantedHome {
  readonly topics: readonly string[];
  /** The same seed draws the same from chance: what changes then is because of what was done. */
  readonly seed: number;
}

/** The feed of a person, page by page, each result with why it is there. */
export function homeQuery(user: string, { topics, seed }: WantedHome) {
  const query = new URLSearchParams({
    seed: String(seed),
    limit: String(pageSize),
    explain: 'true',
  });
  for (const topic of topics) query.append('topics', topic);
  return infiniteQueryOptions({
    queryKey: ['home', user, 'feed', query.toString()],
    queryFn: async ({ pageParam, signal }) => {
      const page = new URLSearchParams(query);
      if (pageParam !== '') page.set('cursor', pageParam);
      return await request(`${homePath(user)}?${page}`, homeAnswerSchema, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Takes an item out of what is shown of a person's feed, before the feed that forms anew is here. */
export function dropFromFeeds(client: QueryClient, user: string, item: string): void {
  client.setQueriesData<InfiniteData<HomeAnswer>>({ queryKey: ['home', user, 'feed'] }, (shown) =>
    shown === undefined
      ? undefined
      : {
          ...shown,
          pages: shown.pages.map((page) => ({
            ...page,
            results: page.results.filter(({ id }) => id !== item),
          })),
        },
  );
}

/** What a person is interested in, as it was understood from what they did. */
export function interestsQuery(user: string) {
  return queryOptions({
    queryKey: ['home', user, 'interests'],
    queryFn: ({ signal }) => request(`${homePath(user)}/interests`, interestsSchema, { signal }),
    staleTime: 0,
  });
}

/**
 * Tells that a person did something with an item. Throws an ApiError where it was not taken, as of
 * an item that is not there any more.
 */
export async function tellEvent(
  user: string,
  item: string,
  kind: EventKind,
): Promise<EventsAnswer> {
  const event = { id: freshId(), user, item, kind, surface: 'home' };
  const answer = await send('POST', '/v1/events', eventsAnswerSchema, { events: [event] });
  const [refused] = answer.refused;
  if (refused !== undefined) throw new ApiError(422, refused.code, refused.message);
  return answer;
}

/**
 * Tells what a person was shown, so that it is not shown again for a while. Items that have gone
 * meanwhile are no matter.
 */
export async function tellShown(user: string, items: readonly string[]): Promise<EventsAnswer> {
  const events = items
    .slice(-mostEvents)
    .map((item) => ({ id: freshId(), user, item, kind: 'impression', surface: 'home' }));
  return await send('POST', '/v1/events', eventsAnswerSchema, { events });
}

/** Deletes all that is known of a person. */
export async function forgetUser(user: string) {
  return await send('DELETE', `/v1/users/${encodeURIComponent(user)}`, forgottenUserSchema);
}

function homePath(user: string): string {
  return `/v1/home/${encodeURIComponent(user)}`;
}

/** `crypto.randomUUID` is not there where a page comes over plain HTTP from another machine. */
function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
