import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobDetail } from '../../../src/contracts/jobs.ts';
import { changeJob, isOpen, jobQuery } from '../../api/jobs.ts';
import type { JobAction } from '../../api/jobs.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Problem } from '../../ui/problem.tsx';

const expectedState: Readonly<Record<JobAction, JobDetail['state']>> = {
  pause: 'paused',
  resume: 'running',
  cancel: 'cancelled',
};

/** Pause, resume, cancel. The state is shown at once, and put right where the server says no. */
export function JobControls({ job }: { readonly job: JobDetail }) {
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { queryKey } = jobQuery(job.id);
  const change = useMutation({
    mutationFn: async (action: JobAction) => await changeJob(job.id, action),
    async onMutate(action) {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, { ...job, state: expectedState[action] });
      return { before };
    },
    onSuccess: (after) => client.setQueryData(queryKey, after),
    onError: (_error, _action, kept) => client.setQueryData(queryKey, kept?.before),
    onSettled: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['jobs'] }),
        client.invalidateQueries({ queryKey: ['signals'] }),
      ]);
    },
  });
  if (!isOpen(job)) return null;
  const hasFailed = job.shardList.some(({ error }) => error !== null);
  return (
    <div className="page-acts">
      {job.state === 'running' && (
        <button type="button" className="button" onClick={() => change.mutate('pause')}>
          Pause
        </button>
      )}
      {(job.state === 'paused' || (job.state === 'running' && hasFailed)) && (
        <button
          type="button"
          className="button button-mark"
          onClick={() => change.mutate('resume')}
        >
          {hasFailed ? 'Resume and try again' : 'Resume'}
        </button>
      )}
      <button type="button" className="button" onClick={() => setAsked(true)}>
        Cancel …
      </button>
      <Problem error={change.error} />
      {isAsked && (
        <Confirm
          title="Cancel this backfill"
          verb="Cancel it"
          leave="Let it go on"
          act={async () => await change.mutateAsync('cancel')}
          changes={[]}
          onClose={() => setAsked(false)}
        >
          <p>
            Shards under way stop before their next items. What was computed stays, and a new
            backfill goes on from there.
          </p>
        </Confirm>
      )}
    </div>
  );
}
