import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Job } from '../../../src/contracts/jobs.ts';
import { backfill, planQuery } from '../../api/signals.ts';
import { Ask, Problem } from '../../ui/ask.tsx';
import { words } from '../../ui/numbers.ts';
import { PlanFigures } from './plan-figures.tsx';
import './backfill.css';

interface BackfillAskProps {
  readonly name: string;
  readonly version: number;
  readonly onClose: () => void;
  readonly onBegun: (job: Job) => void;
}

/** What computing a version for the whole catalogue would take, and the way to begin it. */
export function BackfillAsk({ name, version, onClose, onBegun }: BackfillAskProps) {
  return (
    <Ask title={`Backfill ${words(name)} v${version}`} onClose={onClose}>
      <BackfillPlan name={name} version={version} onClose={onClose} onBegun={onBegun} />
    </Ask>
  );
}

/** The plan of a version with its estimate, and the button that begins it. */
export function BackfillPlan({ name, version, onClose, onBegun }: BackfillAskProps) {
  const [rate, setRate] = useState('');
  const client = useQueryClient();
  const plan = useQuery(planQuery(name, version));
  const begin = useMutation({
    mutationFn: async () =>
      await backfill(name, { version, begin: true, ...(rate !== '' && { rate: Number(rate) }) }),
    async onSuccess({ job }) {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['jobs'] }),
        client.invalidateQueries({ queryKey: ['signals'] }),
      ]);
      if (job !== null) onBegun(job);
    },
  });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  const planned = plan.data?.plan;
  return (
    <form onSubmit={onSubmit}>
      <p>
        Computes version {version} beside the live one. Nobody reads it until it is promoted, and
        fresh content goes first.
      </p>
      <div className="plan" aria-busy={plan.isPending} aria-live="polite">
        {plan.isPending && <p className="soft">Measuring on a few items …</p>}
        {planned !== undefined && <PlanFigures plan={planned} />}
      </div>
      <Problem error={plan.error ?? begin.error} />
      {planned?.items !== 0 && (
        <label className="labelled">
          Items a second at most
          <input
            className="field"
            inputMode="decimal"
            type="number"
            min="0.1"
            max="1000000"
            step="any"
            placeholder="no limit"
            value={rate}
            onChange={(event) => setRate(event.target.value)}
          />
        </label>
      )}
      <p className="ask-acts">
        <button
          type="submit"
          className="button button-mark"
          disabled={planned === undefined || planned.items === 0 || begin.isPending}
        >
          {begin.isPending ? 'Beginning …' : 'Begin'}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Not now
        </button>
      </p>
      <p className="small soft">It can be paused, resumed and cancelled at any time.</p>
    </form>
  );
}
