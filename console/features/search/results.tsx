import type { SearchResults } from '../../../src/contracts/api.ts';
import { counted, duration } from '../../ui/numbers.ts';
import { Notice } from '../../ui/notice.tsx';
import { PictureCard } from '../../ui/picture-card.tsx';
import { titleOf } from '../../ui/title.ts';
import { Tiles } from '../../ui/tiles.tsx';

/** What was found, best first: each with its score and what made it a result. */
export function Results({ found }: { readonly found: SearchResults }) {
  return (
    <>
      <p className="results-line small soft" aria-live="polite">
        <span className="num">{counted(found.results.length, 'result')}</span> by {found.route}, in{' '}
        <span className="num">{duration(found.tookMs / 1000)}</span>
      </p>
      {found.results.length === 0 ? (
        <Notice title="Nothing was found">
          <p className="soft">Try other words, or a picture of what you look for.</p>
        </Notice>
      ) : (
        <Tiles label="Results" cards={found.results} caption={48} ideal={215}>
          {(hit) => (
            <PictureCard
              card={hit}
              box={hit.box}
              caption={
                <span className="result">
                  <span className="result-head">
                    <span className="card-title">{titleOf(hit)}</span>
                    <span className="num">{hit.score.toFixed(2)}</span>
                  </span>
                  <span className="result-why" title={hit.why}>
                    {hit.why}
                  </span>
                  <span className="result-score" aria-hidden="true">
                    <span style={{ width: `${Math.min(1, Math.max(0, hit.score)) * 100}%` }} />
                  </span>
                </span>
              }
            />
          )}
        </Tiles>
      )}
    </>
  );
}
