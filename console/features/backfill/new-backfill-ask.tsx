import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Job } from '../../../src/contracts/jobs.ts';
import { signalsQuery } from '../../api/signals.ts';
import { Ask } from '../../ui/ask.tsx';
import { words } from '../../ui/numbers.ts';
import { Problem } from '../../ui/problem.tsx';
import { BackfillPlan } from './backfill-ask.tsx';

interface NewBackfillAskProps {
  /** `image_embedding@2`; empty where it is to be chosen. */
  readonly chosen: string;
  readonly onClose: () => void;
  readonly onBegun: (job: Job) => void;
}

/** Which version to compute, then what it would take. */
export function NewBackfillAsk({ chosen, onClose, onBegun }: NewBackfillAskProps) {
  const [ref, setRef] = useState(chosen);
  const { data, error } = useQuery(signalsQuery);
  const [name = '', version] = ref.split('@');
  const choices = (data?.signals ?? []).flatMap((signal) =>
    signal.versions.map((one) => ({
      ref: `${signal.name}@${one.version}`,
      label: `${words(signal.name)} v${one.version}, ${one.state}`,
      isLive: one.state === 'live',
    })),
  );
  return (
    <Ask title="New backfill" onClose={onClose}>
      <label className="labelled">
        Version to compute
        <select className="field" value={ref} onChange={(event) => setRef(event.target.value)}>
          <option value="">Choose a version</option>
          <optgroup label="Not live">{choices.filter((one) => !one.isLive).map(optionOf)}</optgroup>
          <optgroup label="Live: what is missing or out of date">
            {choices.filter((one) => one.isLive).map(optionOf)}
          </optgroup>
        </select>
      </label>
      <Problem error={error} />
      {version !== undefined && (
        <BackfillPlan
          key={ref}
          name={name}
          version={Number(version)}
          isLive={choices.some((one) => one.ref === ref && one.isLive)}
          onClose={onClose}
          onBegun={onBegun}
        />
      )}
    </Ask>
  );
}

function optionOf({ ref, label }: { readonly ref: string; readonly label: string }) {
  return (
    <option key={ref} value={ref}>
      {label}
    </option>
  );
}
