import { queryOptions } from '@tanstack/react-query';
import { jobDetailSchema, jobListSchema } from '../../src/contracts/jobs.ts';
import type { Job, JobDetail } from '../../src/contracts/jobs.ts';
import { request } from './request.ts';
import { send } from './send.ts';

/** The time between looks at a job that goes on. */
const liveMs = 1000;

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal }) => request('/v1/jobs', jobListSchema, { signal }),
  refetchInterval: (query) => (query.state.data?.jobs.some(isGoing) === true ? liveMs : 10_000),
});

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => request(pathOf(id), jobDetailSchema, { signal }),
    refetchInterval: (query) => {
      const job = query.state.data;
      if (job === undefined) return false;
      return isGoing(job) ? liveMs : isOpen(job) ? 5000 : false;
    },
  });
}

export type JobAction = 'pause' | 'resume' | 'cancel';

export async function changeJob(id: string, action: JobAction): Promise<JobDetail> {
  return await send('POST', pathOf(id), jobDetailSchema, { action });
}

/** Whether it changes by itself. */
export function isGoing({ state }: Pick<Job, 'state'>): boolean {
  return state === 'running' || state === 'external';
}

/** Whether it has not ended. */
export function isOpen({ state }: Pick<Job, 'state'>): boolean {
  return state !== 'done' && state !== 'cancelled';
}

function pathOf(id: string): string {
  return `/v1/jobs/${encodeURIComponent(id)}`;
}
