import type { NearestExplanation } from '../../src/contracts/nearest.ts';
import { count, milliseconds } from './numbers.ts';
import { SignalLink } from './signal-link.tsx';
import './neighbours.css';

type Path = NearestExplanation['path'];

const pathWords: Readonly<Record<Path, string>> = {
  exact: 'every vector compared',
  graph: 'through a graph',
  'exact-over-filter': 'every vector that matches compared',
  'graph-filtered': 'through a graph, past what does not match',
};

/** How the nearest vectors were looked for in one version: the way taken, and why that one. */
export function Neighbours({ asked }: { readonly asked: NearestExplanation }) {
  const { path, planned, reason, estimatesMs, matching, behind } = asked;
  const estimates = Object.entries(estimatesMs);
  return (
    <section className="neighbours" aria-label={`Neighbours in ${asked.signal}`}>
      <h3>
        <SignalLink signal={asked.signal} />
        <span className="num soft">{milliseconds(asked.tookMs)}</span>
      </h3>
      <p>
        {count(asked.limit)} neighbours of {count(asked.vectors)} vectors, {pathWords[path]}
        {planned !== path && ` (planned: ${pathWords[planned]})`}: {reason}.
      </p>
      <p className="soft">
        {count(asked.candidates)} looked at closely
        {matching !== null && `; about ${count(matching)} match the filters`}
        {asked.inGraph > 0 && `; ${count(asked.inGraph)} in the graph`}
        {behind && '; changes of the last seconds are still to come'}.
      </p>
      {estimates.length > 0 && (
        <p className="soft num neighbours-costs">
          {estimates.map(([way, ms]) => (
            <span key={way} data-taken={way === path}>
              {way} ≈ {milliseconds(ms)}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
