import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { jobQuery } from '../api/jobs.ts';
import { JobControls } from '../features/jobs/job-controls.tsx';
import { JobNext } from '../features/jobs/job-next.tsx';
import { JobProgress } from '../features/jobs/job-progress.tsx';
import { JobState, SignalOfJob, titleOfJob } from '../features/jobs/job-words.tsx';
import { ShardErrors } from '../features/jobs/shard-errors.tsx';
import { ShardStrip } from '../features/jobs/shard-strip.tsx';
import '../features/jobs/jobs.css';
import { DetailPage } from '../ui/detail-page.tsx';
import { useTitle } from '../ui/use-title.ts';
import { When } from '../ui/when.tsx';

const route = getRouteApi('/jobs/$id');

/** One backfill while it goes on and afterwards. */
export function JobPage() {
  const { id } = route.useParams();
  const query = useQuery(jobQuery(id));
  useTitle(query.data === undefined ? 'Job' : titleOfJob(query.data));
  return (
    <DetailPage
      query={query}
      up={
        <Link to="/jobs" className="quiet">
          All jobs
        </Link>
      }
    >
      {(job) => (
        <>
          <div className="page-head">
            <h1>{titleOfJob(job)}</h1>
            <p className="small soft">
              <JobState job={job} />, begun <When at={job.createdAt} /> by {job.by}:{' '}
              <SignalOfJob job={job} />
            </p>
            <JobControls job={job} />
          </div>
          <div className="stacked">
            <JobProgress job={job} />
            <ShardStrip job={job} />
            <ShardErrors job={job} />
            <JobNext job={job} />
          </div>
        </>
      )}
    </DetailPage>
  );
}
