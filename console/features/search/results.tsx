import { Link } from '@tanstack/react-router';
import type { Hit, SearchResults } from '../../../src/contracts/api.ts';
import { counted, duration } from '../../ui/numbers.ts';
import { Hits } from '../../ui/hits.tsx';
import { Notice } from '../../ui/notice.tsx';
import { titleOf } from '../../ui/title.ts';

interface ResultsProps {
  readonly found: SearchResults;
  /** Adds an item to the search, by a weight. */
  readonly onAdd: (id: string, weight: number) => void;
}

/** What was found, best first: each with its score and what made it a result. */
export function Results({ found, onAdd }: ResultsProps) {
  const { results, route, tookMs, leftOut } = found;
  const left = [
    leftOut !== undefined && leftOut.copies > 0
      ? counted(leftOut.copies, 'copy', 'copies')
      : undefined,
    leftOut !== undefined && leftOut.unsafe > 0
      ? counted(leftOut.unsafe, 'unsafe item')
      : undefined,
  ].filter((one) => one !== undefined);
  const add = (hit: Hit, weight: number, onDone?: () => void) => () => {
    onDone?.();
    onAdd(hit.id, weight);
  };
  return (
    <>
      <p className="results-line small soft" aria-live="polite">
        <span className="num">{counted(results.length, 'result')}</span> by {route}, in{' '}
        <span className="num">{duration(tookMs / 1000)}</span>
        {left.length > 0 && `; ${left.join(' and ')} left out`}
      </p>
      {results.length === 0 ? (
        <Notice title="Nothing was found">
          <p className="soft">
            Try other words or fewer filters, or a picture of what you look for.
          </p>
        </Notice>
      ) : (
        <Hits
          label="Results"
          hits={results}
          ideal={215}
          acts={(hit) => (
            <>
              <button
                type="button"
                className="hit-act"
                title="More like this"
                aria-label={`More like ${titleOf(hit)}`}
                onClick={add(hit, 1)}
              >
                +
              </button>
              <button
                type="button"
                className="hit-act"
                title="Not like this"
                aria-label={`Not like ${titleOf(hit)}`}
                onClick={add(hit, -1)}
              >
                −
              </button>
            </>
          )}
          moreActs={(hit, onDone) => (
            <>
              <button type="button" className="button" onClick={add(hit, 1, onDone)}>
                More like this
              </button>
              <button type="button" className="button" onClick={add(hit, -1, onDone)}>
                Not like this
              </button>
              <Link to="/item/$id" params={{ id: hit.id }} className="quiet">
                All that is known of it
              </Link>
            </>
          )}
        />
      )}
    </>
  );
}
