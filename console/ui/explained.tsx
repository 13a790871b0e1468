import type { SearchResults } from '../../src/contracts/api.ts';
import { milliseconds } from './numbers.ts';
import { Neighbours } from './neighbours.tsx';
import { Trace } from './trace.tsx';
import './explained.css';

interface ExplainedProps {
  readonly found: Pick<SearchResults, 'trace' | 'explain' | 'tookMs'>;
}

/** How the results of one request were found: its stages, and how neighbours were looked for. */
export function Explained({ found }: ExplainedProps) {
  const { trace = [], explain = [], tookMs } = found;
  return (
    <section className="explained" aria-label="How these were found">
      <div className="explained-part">
        <h2>
          Stages <span className="num soft small">{milliseconds(tookMs)}</span>
        </h2>
        {trace.length === 0 ? (
          <p className="soft small">This answer tells of no stages.</p>
        ) : (
          <Trace trace={trace} tookMs={tookMs} />
        )}
      </div>
      <div className="explained-part">
        <h2>Neighbours</h2>
        {explain.length === 0 ? (
          <p className="soft small">No vectors were compared for it.</p>
        ) : (
          explain.map((asked, index) => <Neighbours key={index} asked={asked} />)
        )}
      </div>
    </section>
  );
}
