import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AdsMatch } from '../../../src/contracts/ads.ts';
import { counted, milliseconds, words } from '../../ui/numbers.ts';
import { WhyAsk } from '../../ui/why-ask.tsx';
import { AdCard } from './ad-card.tsx';

/** The ads of one answer, the most relevant first, and by what they were scored. */
export function AdsList({ found }: { readonly found: AdsMatch }) {
  const [asked, setAsked] = useState<string>();
  const { results, scoring, route, tookMs } = found;
  const ad = results.find(({ id }) => id === asked);
  return (
    <>
      <p className="small soft ads-line" aria-live="polite">
        <span className="num">{counted(results.length, 'ad')}</span> by {route}, in{' '}
        <span className="num">{milliseconds(tookMs)}</span>. Chances by{' '}
        <a href="#model">model {scoring.version}</a>.
      </p>
      {scoring.unused.length > 0 && (
        <p className="small warn">
          Model {scoring.version} was fitted with other versions of embeddings:{' '}
          {scoring.unused.map(words).join(', ')} count as unknown until it is fitted again.
        </p>
      )}
      <ol className="ads-list" aria-label="Ads">
        {results.map((one) => (
          <li key={one.id}>
            <AdCard ad={one} scoring={scoring} onWhy={() => setAsked(one.id)} />
          </li>
        ))}
      </ol>
      {ad !== undefined && (
        <WhyAsk hit={ad} hits={results} onClose={() => setAsked(undefined)}>
          <Link to="/item/$id" params={{ id: ad.id }} className="quiet">
            All that is known of it
          </Link>
          <Link
            to="/ads"
            search={{ item: ad.id }}
            className="quiet"
            onClick={() => setAsked(undefined)}
          >
            Ads that suit it
          </Link>
        </WhyAsk>
      )}
    </>
  );
}
