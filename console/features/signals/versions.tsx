import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { recipeSignals } from '../../../src/contracts/encoders.ts';
import type { Job } from '../../../src/contracts/jobs.ts';
import type { SignalDetail, VersionContract } from '../../../src/contracts/signals-api.ts';
import { duration, moment } from '../../ui/numbers.ts';
import { Progress } from '../../ui/progress.tsx';
import { When } from '../../ui/when.tsx';
import { percent } from './measures.ts';
import { stateWords, VersionState } from './version-state.tsx';
import './versions.css';

/** `add` is of a version that is not there yet. */
export type VersionAct = 'add' | 'backfill' | 'promote' | 'rollback' | 'deprecate' | 'drop';

interface VersionsProps {
  readonly signal: SignalDetail;
  /** The version whose contract is shown. */
  readonly shown: number;
  /** Jobs of this signal that have not ended. */
  readonly jobs: readonly Job[];
  readonly onAct: (act: VersionAct, version: number) => void;
}

/** The versions side by side, the pointer at the live one, and what can be done with each. */
export function Versions({ signal, shown, jobs, onAct }: VersionsProps) {
  const next = Math.max(...signal.versions.map(({ version }) => version)) + 1;
  return (
    <section aria-label="Versions">
      <div className="section-head">
        <h2>Versions</h2>
        <Link to="/jobs" search={{ signal: signal.name }} className="quiet">
          Its backfills
        </Link>
      </div>
      <ul className="versions">
        {signal.versions.map((version) => (
          <Version
            key={version.version}
            signal={signal}
            contract={version}
            isShown={version.version === shown}
            job={jobs.find((job) => job.version === version.version && job.kind === 'values')}
            onAct={onAct}
          />
        ))}
      </ul>
      {recipeSignals.some((name) => name === signal.name) && (
        <p className="version-acts">
          <button type="button" className="button" onClick={() => onAct('add', next)}>
            Add a version …
          </button>
        </p>
      )}
    </section>
  );
}

interface VersionProps extends Pick<VersionsProps, 'signal' | 'onAct'> {
  readonly contract: VersionContract;
  readonly isShown: boolean;
  readonly job: Job | undefined;
}

function Version({ signal, contract, isShown, job, onAct }: VersionProps) {
  const { version, state, since, endOfLife, metrics } = contract;
  const acts = actsOf(contract, signal, job !== undefined);
  return (
    <li data-state={state} aria-label={`Version ${version}`}>
      <p className="version-name">
        <Link
          to="/signals/$name"
          params={{ name: signal.name }}
          search={{ version }}
          aria-current={isShown ? 'true' : undefined}
          resetScroll={false}
        >
          v{version}
        </Link>
        <VersionState state={state} />
      </p>
      <p className="small soft">
        {stateWords[state]}
        {since !== null && (
          <Part>
            since <When at={since} />
          </Part>
        )}
        {endOfLife !== null && state === 'deprecated' && <Part>until {moment(endOfLife)}</Part>}
        {metrics !== null && state !== 'dropped' && <Part>covers {percent(metrics.coverage)}</Part>}
      </p>
      {job !== undefined && <JobLine job={job} />}
      {acts.length > 0 && (
        <p className="version-acts">
          {acts.map(([act, label]) => (
            <button key={act} type="button" className="button" onClick={() => onAct(act, version)}>
              {label}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

function Part({ children }: { readonly children: ReactNode }) {
  return <span>, {children}</span>;
}

function JobLine({ job }: { readonly job: Job }) {
  const left = job.remainingSeconds === null ? '' : `, ${duration(job.remainingSeconds)} left`;
  return (
    <div className="version-job">
      <Progress
        label={`Backfill of version ${job.version}`}
        all={job.items}
        done={job.done + job.leftOut}
        failed={job.failed}
      />
      <p className="small">
        <Link to="/jobs/$id" params={{ id: job.id }}>
          {job.state === 'paused' ? 'Backfill paused' : 'Backfilling'}
        </Link>
        {left}
      </p>
    </div>
  );
}

/** What an owner may want to do with a version in its state; the server has the last word. */
function actsOf(
  { state, metrics, promises }: VersionContract,
  { previous }: SignalDetail,
  isBeingComputed: boolean,
): readonly (readonly [VersionAct, string])[] {
  const backfill = isBeingComputed ? [] : [['backfill', 'Backfill …'] as const];
  switch (state) {
    case 'live':
      return previous === null ? [] : [['rollback', `Roll back to v${previous} …`]];
    case 'building': {
      const promote = ['promote', 'Promote …'] as const;
      const isWhole = metrics !== null && metrics.coverage >= promises.coverage;
      const next = isWhole ? [promote, ...backfill] : [...backfill, promote];
      return [...next, ['drop', 'Drop …']];
    }
    case 'kept':
      return [
        ['promote', 'Promote …'],
        ['deprecate', 'Deprecate …'],
        ['drop', 'Drop …'],
      ];
    case 'deprecated':
      return [
        ['promote', 'Promote …'],
        ['drop', 'Drop …'],
      ];
    case 'defined':
    case 'dropped':
      return backfill;
  }
}
