import { queryOptions } from '@tanstack/react-query';
import { statusSchema } from '../../src/contracts/api.ts';
import { request } from './request.ts';

/** The time between looks while something is read. */
const liveMs = 1000;

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => request('/v1/status', statusSchema, { signal }),
  refetchInterval: (query) => (isReading(query.state.data) ? liveMs : 10_000),
});

function isReading(status: { running: readonly unknown[] } | undefined): boolean {
  return status !== undefined && status.running.length > 0;
}
