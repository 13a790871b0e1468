import { Link } from '@tanstack/react-router';
import type { DuplicateComparison } from '../../../src/contracts/duplicate-check.ts';
import { Picture, isSensitive } from '../../ui/picture.tsx';
import { titleOf } from '../../ui/title.ts';
import { stepsOf } from './step-words.ts';
import type { Measure, Step } from './step-words.ts';

interface ComparisonProps {
  readonly comparison: DuplicateComparison;
  /** The picture that was asked about. */
  readonly url: string;
}

/** The picture beside one of the catalogue, and what each step said of the two. */
export function Comparison({ comparison, url }: ComparisonProps) {
  const { item, decidedBy, why } = comparison;
  const title = titleOf(item);
  return (
    <article className="comparison" data-copy={decidedBy !== null} aria-label={title}>
      <div className="comparison-pair">
        <img src={url} alt="Your picture" />
        <Link to="/item/$id" params={{ id: item.id }} aria-label={title}>
          <Picture card={item} width={320} alt="" veiled={isSensitive(item)} />
        </Link>
      </div>
      <div className="comparison-words">
        <h3>
          {decidedBy === null ? 'Not a copy of ' : 'A copy of '}
          <Link to="/item/$id" params={{ id: item.id }}>
            {title}
          </Link>
        </h3>
        <p className="small">{why}</p>
        <ol className="steps">
          {stepsOf(comparison).map((step) => (
            <StepRow key={step.name} step={step} />
          ))}
        </ol>
      </div>
    </article>
  );
}

function StepRow({ step }: { readonly step: Step }) {
  const { name, outcome, verdict, measures } = step;
  return (
    <li data-outcome={outcome}>
      <p>
        <b>{name}</b> <span className="soft">{verdict}</span>
      </p>
      {measures.map((measure) => (
        <MeasureRow key={measure.name} measure={measure} />
      ))}
    </li>
  );
}

function MeasureRow({ measure }: { readonly measure: Measure }) {
  const { name, at, bound, shown, wanted, isMet } = measure;
  const percent = (part: number) => `${Math.min(1, Math.max(0, part)) * 100}%`;
  return (
    <div className="measure" data-met={isMet}>
      <span>{name}</span>
      <span className="measure-line" aria-hidden="true">
        <span className="measure-bound" style={{ left: percent(bound) }} />
        <span className="measure-at" style={{ left: percent(at) }} />
      </span>
      <span className="num">{shown}</span>
      <span className="num soft">{wanted}</span>
    </div>
  );
}
