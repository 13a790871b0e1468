import { Link } from '@tanstack/react-router';
import type { Job } from '../../../src/contracts/jobs.ts';
import { count, duration } from '../../ui/numbers.ts';
import { Progress } from '../../ui/progress.tsx';
import { When } from '../../ui/when.tsx';
import { JobState, titleOfJob, tookOf } from './job-words.tsx';
import '../../ui/table.css';
import './jobs.css';

/** Every backfill, newest first. */
export function JobList({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <table className="table table-fold">
      <thead>
        <tr>
          <th scope="col">Backfill</th>
          <th scope="col">State</th>
          <th scope="col" className="wide">
            Progress
          </th>
          <th scope="col" className="end">
            Items
          </th>
          <th scope="col" className="end">
            A second
          </th>
          <th scope="col" className="end">
            Time
          </th>
          <th scope="col">Begun</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <th scope="row">
              <Link to="/jobs/$id" params={{ id: job.id }}>
                {titleOfJob(job)}
              </Link>
            </th>
            <td data-label="State">
              <JobState job={job} />
            </td>
            <td className="wide whole">
              <Progress
                label={`Progress of ${titleOfJob(job)}`}
                all={job.items}
                done={job.done + job.leftOut}
                failed={job.failed}
              />
            </td>
            <td data-label="Items" className={job.failed > 0 ? 'end warn' : 'end'}>
              {count(job.done + job.leftOut)} of {count(job.items)}
              {job.failed > 0 && `, ${count(job.failed)} failed`}
            </td>
            <td data-label="A second" className="end">
              {job.itemsPerSecond === 0 ? '–' : job.itemsPerSecond.toFixed(1)}
            </td>
            <td data-label="Time" className="end">
              {job.remainingSeconds === null
                ? tookOf(job)
                : `${duration(job.remainingSeconds)} left`}
            </td>
            <td data-label="Begun">
              <When at={job.createdAt} />
            </td>
            <td data-label="By" className="soft">
              {job.by}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
