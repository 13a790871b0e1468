import type { StageTrace } from '../../src/contracts/surfaces.ts';
import { count, milliseconds, words } from './numbers.ts';
import { stageWords } from './stage-words.ts';
import './trace.css';

interface TraceProps {
  /** In the order in which they ran. */
  readonly trace: readonly StageTrace[];
  /** Milliseconds of the whole request. */
  readonly tookMs: number;
}

/** The stages of one request, one below the other: when each ran, what came in and what went out. */
export function Trace({ trace, tookMs }: TraceProps) {
  const sum = trace.reduce((total, stage) => total + stage.tookMs, 0);
  const whole = Math.max(sum, tookMs, Number.EPSILON);
  const begins = trace.map((_, index) =>
    trace.slice(0, index).reduce((total, stage) => total + stage.tookMs, 0),
  );
  return (
    <ol className="trace" aria-label="Stages">
      {trace.map((stage, index) => (
        <li key={index} className="trace-stage">
          <span className="trace-name">
            <span className="trace-kind">{stageWords[stage.stage]}</span> {words(stage.name)}
          </span>
          <span className="trace-time" aria-hidden="true">
            <span
              style={{
                left: `${((begins[index] ?? 0) / whole) * 100}%`,
                width: `${(stage.tookMs / whole) * 100}%`,
              }}
            />
          </span>
          <span className="trace-flow num">
            <span className="unseen">From </span>
            {count(stage.in)} <span aria-hidden="true">→</span>
            <span className="unseen"> to </span> {count(stage.out)}
          </span>
          <span className="trace-took num">{milliseconds(stage.tookMs)}</span>
          {stage.notes.length > 0 && <span className="trace-notes">{stage.notes.join('; ')}</span>}
        </li>
      ))}
    </ol>
  );
}
