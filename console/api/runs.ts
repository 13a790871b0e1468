import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { runDetailSchema, runSchema } from '../../src/contracts/api.ts';
import type { Run } from '../../src/contracts/api.ts';
import { request } from './request.ts';

/** The time between looks at a run that goes on. */
const liveMs = 1000;

const runsSchema = z.object({ runs: z.array(runSchema) });

export const runsQuery = queryOptions({
  queryKey: ['runs'],
  queryFn: ({ signal }) => request('/v1/runs', runsSchema, { signal }),
  refetchInterval: (query) => (query.state.data?.runs.some(isReading) === true ? liveMs : 10_000),
});

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['runs', id],
    queryFn: ({ signal }) =>
      request(`/v1/runs/${encodeURIComponent(id)}`, runDetailSchema, { signal }),
    refetchInterval: (query) =>
      query.state.data !== undefined && isReading(query.state.data) ? liveMs : false,
  });
}

/** Whether it goes on. */
export function isReading({ state }: Pick<Run, 'state'>): boolean {
  return state === 'listing' || state === 'running';
}
