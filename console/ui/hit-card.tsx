import type { ReactNode } from 'react';
import type { Hit } from '../../src/contracts/api.ts';
import { counted } from './numbers.ts';
import { PictureCard, type CardTarget } from './picture-card.tsx';
import { titleOf } from './title.ts';
import { useSeen } from './use-seen.ts';
import './hit-card.css';

interface HitCardProps {
  readonly hit: Hit;
  readonly index: number;
  /** To what it leads in place of its own page. */
  readonly leads?: CardTarget | undefined;
  readonly onWhy: () => void;
  /** Once half of it has been in view. */
  readonly onSeen?: ((id: string) => void) | undefined;
  /** Buttons over the picture, for who points at it. */
  readonly acts?: ReactNode;
}

/** A result: its picture, what made it one, its score, and "Why this?". */
export function HitCard({ hit, index, leads, onWhy, onSeen, acts }: HitCardProps) {
  const seen = useSeen<HTMLDivElement>(hit.id, onSeen);
  return (
    <div className="hit" ref={seen}>
      <PictureCard
        card={hit}
        box={hit.box}
        index={index}
        leads={leads}
        caption={
          <span className="hit-caption">
            <span className="hit-head">
              <span className="card-title">{titleOf(hit)}</span>
              <span className="num">{hit.score.toFixed(2)}</span>
            </span>
            <span className="hit-why" title={hit.why}>
              {hit.why}
            </span>
            <span className="hit-score" aria-hidden="true">
              <span style={{ width: `${Math.min(1, Math.max(0, hit.score)) * 100}%` }} />
            </span>
          </span>
        }
      />
      {hit.copies !== undefined && hit.copies > 0 && (
        <span className="hit-copies num">+ {counted(hit.copies, 'copy', 'copies')}</span>
      )}
      {acts !== undefined && <div className="hit-acts">{acts}</div>}
      <button
        type="button"
        className="quiet hit-ask"
        aria-haspopup="dialog"
        aria-label={`Why ${titleOf(hit)}?`}
        onClick={onWhy}
      >
        Why?
      </button>
    </div>
  );
}
