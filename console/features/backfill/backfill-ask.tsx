import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Job } from '../../../src/contracts/jobs.ts';
import { backfill, planQuery } from '../../api/signals.ts';
import { Ask } from '../../ui/ask.tsx';
import { AskForm } from '../../ui/ask-form.tsx';
import { words } from '../../ui/numbers.ts';
import { Problem } from '../../ui/problem.tsx';
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

interface BackfillPlanProps extends BackfillAskProps {
  readonly isLive?: boolean;
}

/** The plan of a version with its estimate, and the button that begins it. */
export function BackfillPlan(props: BackfillPlanProps) {
  const { name, version, isLive = false, onClose, onBegun } = props;
  const [rate, setRate] = useState('');
  const plan = useQuery(planQuery(name, version));
  const planned = plan.data?.plan;
  const act = async () =>
    await backfill(name, { version, begin: true, ...(rate !== '' && { rate: Number(rate) }) });
  return (
    <AskForm
      verb="Begin"
      busy="Beginning …"
      leave="Not now"
      act={act}
      changes={['jobs', 'signals']}
      isReady={planned !== undefined && planned.items > 0}
      onDone={({ job }) => (job === null ? onClose() : onBegun(job))}
      onClose={onClose}
    >
      <p>
        {isLive
          ? `Computes what version ${version}, which is live, lacks or has of older content. `
          : `Computes version ${version} beside the live one. Nobody reads it until it is promoted. `}
        Fresh content goes first. It can be paused, resumed and cancelled at any time.
      </p>
      <div className="plan" aria-busy={plan.isPending} aria-live="polite">
        {plan.isPending && <p className="soft">Measuring on a few items …</p>}
        {planned !== undefined && <PlanFigures plan={planned} />}
        <Problem error={plan.error} />
      </div>
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
    </AskForm>
  );
}
