import { Link } from '@tanstack/react-router';
import type { Job } from '../../../src/contracts/jobs.ts';
import { count, duration } from '../../ui/numbers.ts';
import type { Order } from '../../ui/order.ts';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { JobState, titleOfJob, tookOf, tookSeconds } from './job-words.tsx';
import './jobs.css';

interface JobListProps {
  readonly jobs: readonly Job[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

/** Every backfill, newest first. */
export function JobList({ jobs, order, onOrder }: JobListProps) {
  return (
    <Table columns={columns} rows={jobs} keyOf={({ id }) => id} order={order} onOrder={onOrder} />
  );
}

const columns: readonly Column<Job>[] = [
  {
    key: 'name',
    name: 'Backfill',
    by: titleOfJob,
    cell: (job) => (
      <Link to="/jobs/$id" params={{ id: job.id }}>
        {titleOfJob(job)}
      </Link>
    ),
  },
  {
    key: 'state',
    name: 'State',
    by: ({ state }) => state,
    cell: (job) => <JobState job={job} />,
  },
  {
    key: 'progress',
    name: 'Progress',
    layout: 'wide',
    by: (job) => (job.items === 0 ? 1 : (job.done + job.leftOut) / job.items),
    cell: (job) => (
      <Progress
        label={`Progress of ${titleOfJob(job)}`}
        all={job.items}
        done={job.done + job.leftOut}
        failed={job.failed}
      />
    ),
  },
  {
    key: 'items',
    name: 'Items',
    layout: 'end',
    by: ({ items }) => items,
    cell: ({ done, leftOut, items, failed }) => (
      <>
        {count(done + leftOut)} of {count(items)}
        {failed > 0 && <span className="warn">, {count(failed)} failed</span>}
      </>
    ),
  },
  {
    key: 'rate',
    name: 'A second',
    layout: 'end',
    by: ({ itemsPerSecond }) => itemsPerSecond,
    cell: ({ itemsPerSecond }) => (itemsPerSecond === 0 ? '–' : itemsPerSecond.toFixed(1)),
  },
  {
    key: 'time',
    name: 'Time',
    layout: 'end',
    by: tookSeconds,
    cell: (job) =>
      job.remainingSeconds === null ? tookOf(job) : `${duration(job.remainingSeconds)} left`,
  },
  {
    key: 'begun',
    name: 'Begun',
    by: ({ createdAt }) => Date.parse(createdAt),
    cell: ({ createdAt }) => <When at={createdAt} />,
  },
  {
    key: 'by',
    name: 'By',
    className: 'soft',
    by: ({ by }) => by,
    cell: ({ by }) => by,
  },
];
