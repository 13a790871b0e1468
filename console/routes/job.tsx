import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { jobQuery } from '../api/jobs.ts';
import { JobControls } from '../features/jobs/job-controls.tsx';
import { JobProgress } from '../features/jobs/job-progress.tsx';
import { JobState, SignalOfJob, titleOfJob } from '../features/jobs/job-words.tsx';
import { ShardErrors } from '../features/jobs/shard-errors.tsx';
import { ShardStrip } from '../features/jobs/shard-strip.tsx';
import '../features/jobs/jobs.css';
import { Failure } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { When } from '../ui/when.tsx';

const route = getRouteApi('/jobs/$id');

/** One backfill while it goes on and afterwards. */
export function JobPage() {
  const { id } = route.useParams();
  const { data: job, error, refetch } = useQuery(jobQuery(id));
  useTitle(job === undefined ? 'Job' : titleOfJob(job));
  return (
    <div className="page">
      <p className="up small">
        <Link to="/jobs" className="quiet">
          All jobs
        </Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {job !== undefined && (
        <>
          <div className="page-head">
            <h1>{titleOfJob(job)}</h1>
            <p className="small soft">
              <JobState job={job} />, begun <When at={job.createdAt} /> by {job.by}:{' '}
              <SignalOfJob job={job} />
            </p>
            <JobControls job={job} />
          </div>
          <div className="job-page">
            <JobProgress job={job} />
            <ShardStrip job={job} />
            <ShardErrors job={job} />
            {job.state === 'done' && job.kind === 'values' && (
              <p>
                It is whole now:{' '}
                <Link
                  to="/signals/$name"
                  params={{ name: job.signal }}
                  search={{ version: job.version }}
                >
                  look at it and promote it
                </Link>
                .
              </p>
            )}
          </div>
        </>
      )}
    </div>
  );
}
