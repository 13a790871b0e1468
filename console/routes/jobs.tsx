import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { jobsQuery } from '../api/jobs.ts';
import type { JobsAddress } from '../api/page-addresses.ts';
import { NewBackfillAsk } from '../features/backfill/new-backfill-ask.tsx';
import { JobList } from '../features/jobs/job-list.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Command, Notice } from '../ui/notice.tsx';
import { words } from '../ui/numbers.ts';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/jobs');

/** Work over the whole catalogue beside the reading of fresh content. */
export function JobsPage() {
  useTitle('Jobs');
  const { backfill, signal, order } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(jobsQuery);
  const change = (wanted: Partial<JobsAddress>) =>
    void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true });
  return (
    <div className="page">
      <div className="page-head">
        <h1>Jobs</h1>
        {signal !== undefined && (
          <p className="small">
            of {words(signal)}{' '}
            <button type="button" className="quiet" onClick={() => change({ signal: undefined })}>
              Show all
            </button>
          </p>
        )}
        <button type="button" className="button" onClick={() => change({ backfill: 'new' })}>
          New backfill …
        </button>
      </div>
      <Loaded query={query}>
        {(all) => {
          const jobs = all.jobs.filter((job) => signal === undefined || job.signal === signal);
          return jobs.length === 0 ? (
            <NoJobs signal={signal} />
          ) : (
            <JobList jobs={jobs} order={order} onOrder={(wanted) => change({ order: wanted })} />
          );
        }}
      </Loaded>
      {backfill !== undefined && (
        <NewBackfillAsk
          chosen={backfill === 'new' ? '' : backfill}
          onClose={() => change({ backfill: undefined })}
          onBegun={({ id }) => void navigate({ to: '/jobs/$id', params: { id } })}
        />
      )}
    </div>
  );
}

/** @param signal Undefined where there are no jobs of any. */
function NoJobs({ signal }: { readonly signal: string | undefined }) {
  return (
    <Notice
      title={`Nothing ${signal === undefined ? '' : `of ${words(signal)} `}was backfilled yet`}
    >
      <p className="soft">
        A backfill computes a version of a signal for everything that was read before, beside the
        version that is live, and after fresh content.
      </p>
      {signal === undefined && <Command line="understory signals backfill image_embedding@2" />}
    </Notice>
  );
}
