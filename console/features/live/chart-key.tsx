import type { LiveStep } from '../../../src/contracts/live-history.ts';
import type { Written } from './units.ts';

/** One course of numbers. */
export interface Line {
  readonly name: string;
  /** By step; null where there is no value. */
  readonly values: readonly (number | null)[];
  readonly tone: 'strong' | 'mid' | 'faint' | 'bad';
}

interface ChartKeyProps {
  readonly lines: readonly Line[];
  /** The step whose values are said. */
  readonly index: number;
  readonly written: Written;
  /** Of the past, where one is pointed at. */
  readonly step: LiveStep | undefined;
}

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

/** What the lines of a chart are called, how each is drawn, and its value. */
export function ChartKey({ lines, index, written, step }: ChartKeyProps) {
  const valueOf = ({ values }: Line) => {
    const value = values[index] ?? null;
    return value === null ? '–' : written(value);
  };
  const said = lines.map((line) => `${line.name} ${valueOf(line)}`).join(', ');
  const time = step === undefined ? '' : clock.format(new Date(step.at));
  return (
    <>
      <ul className="chart-key num">
        {lines.map((line) => (
          <li key={line.name}>
            <svg width="14" height="6" aria-hidden="true" focusable="false">
              <path className="chart-line" data-tone={line.tone} d="M1 3h12" />
            </svg>
            {line.name} <strong>{valueOf(line)}</strong>
          </li>
        ))}
        {step !== undefined && <li className="chart-time soft">{time}</li>}
      </ul>
      <p className="unseen" aria-live="polite">
        {step !== undefined && `${time}: ${said}`}
      </p>
    </>
  );
}
