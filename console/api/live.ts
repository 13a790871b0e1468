import { queryOptions } from '@tanstack/react-query';
import { liveSchema } from '../../src/contracts/live.ts';
import { liveHistorySchema } from '../../src/contracts/live-history.ts';
import type { LiveHistory } from '../../src/contracts/live-history.ts';
import { indexesSchema } from '../../src/contracts/nearest.ts';
import { request } from './request.ts';

/** A page that nobody sees asks for nothing: intervals stand still where the window is hidden. */
const stepMs = 2000;

/** How computing on request goes now. */
export function liveQuery(isPaused: boolean) {
  return queryOptions({
    queryKey: ['live', 'now'],
    queryFn: ({ signal }) => request('/v1/live', liveSchema, { signal }),
    refetchInterval: isPaused ? false : stepMs,
  });
}

/** The last minutes; only steps that are not known yet are asked for. */
export function liveHistoryQuery(isPaused: boolean) {
  const queryKey = ['live', 'history'];
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const known = client.getQueryData<LiveHistory>(queryKey);
      const later = await stepsAfter(known?.steps.at(-1)?.number ?? 0, signal);
      if (known === undefined) return later;
      // A server that was started anew numbers its steps anew.
      if (known.since !== later.since) return await stepsAfter(0, signal);
      return { ...later, steps: [...known.steps, ...later.steps].slice(-later.room) };
    },
    refetchInterval: isPaused ? false : stepMs,
  });
}

/** What is held of vectors, and how many neighbours its graphs find. */
export function indexesQuery(isPaused: boolean) {
  return queryOptions({
    queryKey: ['live', 'indexes'],
    queryFn: ({ signal }) => request('/v1/indexes', indexesSchema, { signal }),
    refetchInterval: isPaused ? false : 3 * stepMs,
  });
}

async function stepsAfter(number: number, signal: AbortSignal): Promise<LiveHistory> {
  return await request(`/v1/live/history?after=${number}`, liveHistorySchema, { signal });
}
