import type { ReactNode } from 'react';
import type { Hit } from '../../src/contracts/api.ts';
import type { StageScore } from '../../src/contracts/surfaces.ts';
import { Ask } from './ask.tsx';
import { words } from './numbers.ts';
import { Picture, isSensitive, isVisible } from './picture.tsx';
import { SignalLink } from './signal-link.tsx';
import { stageWords } from './stage-words.ts';
import { titleOf } from './title.ts';
import './why-ask.css';

interface WhyAskProps {
  readonly hit: Hit;
  /** All results of the answer, which its scores are measured against. */
  readonly hits: readonly Hit[];
  readonly onClose: () => void;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** "Why this?": what each stage said of a result, by which signals, and which rules acted on it. */
export function WhyAsk({ hit, hits, onClose, children }: WhyAskProps) {
  const place = hits.findIndex(({ id }) => id === hit.id) + 1;
  const { scores = [], rules = [] } = hit.because ?? {};
  return (
    <Ask title="Why this?" isWide onClose={onClose}>
      <div className="why">
        {hit.asset !== null && isVisible(hit) && (
          <div className="why-picture">
            <Picture card={hit} width={320} alt="" veiled={isSensitive(hit)} />
          </div>
        )}
        <div className="why-head">
          <p className="why-title">{titleOf(hit)}</p>
          <p className="soft small num">
            Number {place} of {hits.length}
          </p>
          <p>{hit.why === '' ? 'No route says why.' : `${capitalised(hit.why)}.`}</p>
        </div>
      </div>
      <section className="why-part">
        <h3>Scores</h3>
        {scores.length === 0 ? (
          <p className="soft small">No stage gave it a score of its own.</p>
        ) : (
          <ul className="why-scores">
            {scores.map((score, index) => (
              <Score key={index} score={score} most={mostOf(score, hits)} />
            ))}
          </ul>
        )}
        <p className="soft why-foot">A full bar is the greatest of this answer.</p>
      </section>
      <section className="why-part">
        <h3>Rules</h3>
        {rules.length === 0 ? (
          <p className="soft small">No rule acted on it.</p>
        ) : (
          <ul className="why-rules small">
            {rules.map((rule) => (
              <li key={rule}>{capitalised(rule)}</li>
            ))}
          </ul>
        )}
      </section>
      {children !== undefined && <p className="ask-acts">{children}</p>}
    </Ask>
  );
}

function Score({ score, most }: { readonly score: StageScore; readonly most: number }) {
  const { stage, name, value, signal } = score;
  const part = most > 0 ? Math.min(1, Math.max(0, value / most)) : 0;
  return (
    <li className="why-score">
      <span className="why-name">
        <span className="soft">{stageWords[stage]}</span> {words(name)}
      </span>
      <span className="why-bar" aria-hidden="true">
        <span style={{ width: `${part * 100}%` }} />
      </span>
      <span className="num why-value">{shown(value)}</span>
      <span className="why-signal">{signal !== null && <SignalLink signal={signal} />}</span>
    </li>
  );
}

/** The greatest of its kind among all results. */
function mostOf({ stage, name }: StageScore, hits: readonly Hit[]): number {
  const alike = hits.flatMap(({ because }) => because?.scores ?? []);
  const values = alike.filter((one) => one.stage === stage && one.name === name);
  return Math.max(...values.map(({ value }) => value), 0);
}

/** Two digits that say something, whether it is of 0..1 or of a sum of shares. */
function shown(value: number): string {
  return Math.abs(value) >= 0.1 || value === 0 ? value.toFixed(2) : value.toPrecision(2);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
