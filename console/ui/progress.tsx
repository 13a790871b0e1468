import { count } from './numbers.ts';
import './progress.css';

interface ProgressProps {
  readonly label: string;
  readonly all: number;
  readonly done: number;
  readonly failed?: number;
}

/** How much of so many things is done, and how much of it failed. */
export function Progress({ label, all, done, failed = 0 }: ProgressProps) {
  const part = (value: number) => (all > 0 ? `${(value / all) * 100}%` : '0%');
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, all)}
      aria-valuenow={done + failed}
      aria-valuetext={`${count(done + failed)} of ${count(all)}`}
    >
      <span style={{ width: part(done) }} />
      <span className="progress-failed" style={{ width: part(failed) }} />
    </div>
  );
}
