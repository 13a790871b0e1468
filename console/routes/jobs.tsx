import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { jobsQuery } from '../api/jobs.ts';
import { NewBackfillAsk } from '../features/backfill/new-backfill-ask.tsx';
import { JobList } from '../features/jobs/job-list.tsx';
import { Command, Failure, Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/jobs');

/** Work over the whole catalogue beside the reading of fresh content. */
export function JobsPage() {
  useTitle('Jobs');
  const { backfill } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(jobsQuery);
  const ask = (chosen: string | undefined) =>
    void navigate({ search: chosen === undefined ? {} : { backfill: chosen }, replace: true });
  return (
    <div className="page">
      <div className="page-head">
        <h1>Jobs</h1>
        <button type="button" className="button" onClick={() => ask('new')}>
          New backfill …
        </button>
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.jobs.length === 0 && (
        <Notice title="Nothing was backfilled yet">
          <p className="soft">
            A backfill computes a version of a signal for everything that was read before, beside
            the version that is live, and after fresh content.
          </p>
          <Command line="understory signals backfill image_embedding@2" />
        </Notice>
      )}
      {data !== undefined && data.jobs.length > 0 && <JobList jobs={data.jobs} />}
      {backfill !== undefined && (
        <NewBackfillAsk
          chosen={backfill === 'new' ? '' : backfill}
          onClose={() => ask(undefined)}
          onBegun={({ id }) => void navigate({ to: '/jobs/$id', params: { id } })}
        />
      )}
    </div>
  );
}
