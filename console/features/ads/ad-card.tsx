import type { Ad, AdScoring } from '../../../src/contracts/ads.ts';
import { PictureCard } from '../../ui/picture-card.tsx';
import { titleOf } from '../../ui/title.ts';
import { FeatureBars } from './feature-bars.tsx';

interface AdCardProps {
  readonly ad: Ad;
  readonly scoring: AdScoring;
  readonly onWhy: () => void;
}

/** An ad: its picture, the chance that it is relevant, and the features that it was judged by. */
export function AdCard({ ad, scoring, onWhy }: AdCardProps) {
  const title = titleOf(ad);
  return (
    <article className="ad" aria-label={title}>
      <div className="ad-picture">
        <PictureCard card={ad} caption={<span className="card-title">{title}</span>} />
      </div>
      <div className="ad-said">
        <p className="ad-chance">
          <span className="num">{ad.score.toFixed(2)}</span>
          <span className="soft small">
            chance<span className="unseen"> that it is relevant</span>
          </span>
          <button
            type="button"
            className="quiet ad-why"
            aria-haspopup="dialog"
            aria-label={`Why ${title}?`}
            onClick={onWhy}
          >
            Why this?
          </button>
        </p>
        <p className="ad-score" aria-hidden="true">
          <span style={{ width: `${ad.score * 100}%` }} />
        </p>
        <p className="small soft">{ad.why}</p>
        <FeatureBars
          label={`Features of ${title}`}
          features={ad.features}
          unused={scoring.unused}
        />
        {ad.landing !== null && (
          <p className="small ad-landing">
            <span className="soft">Leads to: </span>
            {ad.landing}
          </p>
        )}
      </div>
    </article>
  );
}
