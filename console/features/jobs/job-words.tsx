import { Link } from '@tanstack/react-router';
import type { Job } from '../../../src/contracts/jobs.ts';
import { duration, words } from '../../ui/numbers.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import type { Tone } from '../../ui/state-mark.tsx';

const tones: Readonly<Record<Job['state'], Tone>> = {
  running: 'on',
  external: 'going',
  paused: 'bad',
  done: 'kept',
  cancelled: 'off',
};

const stateNames: Readonly<Record<Job['state'], string>> = {
  running: 'running',
  external: 'run elsewhere',
  paused: 'paused',
  done: 'done',
  cancelled: 'cancelled',
};

export function JobState({ job }: { readonly job: Pick<Job, 'state'> }) {
  return <StateMark tone={tones[job.state]}>{stateNames[job.state]}</StateMark>;
}

/** `Image embedding v2`, or of what the catalogue is browsed by. */
export function titleOfJob({ kind, signal, version }: Pick<Job, 'kind' | 'signal' | 'version'>) {
  const name = `${words(signal)} v${version}`;
  return kind === 'values' ? name : `Catalogue by ${name}`;
}

type Timed = Pick<Job, 'createdAt' | 'endedAt'>;

/** How long a job took, or takes so far. */
export function tookSeconds({ createdAt, endedAt }: Timed): number {
  const end = endedAt === null ? Date.now() : Date.parse(endedAt);
  return Math.max(0, end - Date.parse(createdAt)) / 1000;
}

/** The same in words. */
export function tookOf(job: Timed): string {
  return duration(tookSeconds(job));
}

export function SignalOfJob({ job: { signal, version } }: { readonly job: Job }) {
  return (
    <Link to="/signals/$name" params={{ name: signal }} search={{ version }}>
      {signal}@{version}
    </Link>
  );
}
