import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Job } from '../../../src/contracts/jobs.ts';
import { isOpen } from '../../api/jobs.ts';
import { signalQuery } from '../../api/signals.ts';
import { Command } from '../../ui/notice.tsx';

/** What to do next with a job, here and from the command line. */
export function JobNext({ job }: { readonly job: Job }) {
  return (
    <section aria-label="Next">
      <h2>Next</h2>
      {job.kind === 'values' && job.state === 'done' && <WhenDone job={job} />}
      {job.kind === 'values' && job.state === 'cancelled' && (
        <>
          <p>What was computed is kept. A new backfill goes on from there:</p>
          <Command line={`understory signals backfill ${job.signal}@${job.version}`} />
        </>
      )}
      <p className="small soft">
        {isOpen(job) ? 'It goes on without this page. To follow it in a terminal:' : 'Its shards:'}
      </p>
      <Command line={`understory jobs show ${job.id}${isOpen(job) ? ' --follow' : ''}`} />
    </section>
  );
}

function WhenDone({ job: { signal: name, version } }: { readonly job: Job }) {
  const { data: signal } = useQuery(signalQuery(name));
  const state = signal?.versions.find((one) => one.version === version)?.state;
  const isWaiting = state !== undefined && state !== 'live' && state !== 'dropped';
  return (
    <>
      <p>
        It is whole now:{' '}
        <Link to="/signals/$name" params={{ name }} search={{ version }}>
          {isWaiting ? 'look at it and promote it' : 'look at it'}
        </Link>
        .
      </p>
      {isWaiting && <Command line={`understory signals promote ${name}@${version}`} />}
    </>
  );
}
