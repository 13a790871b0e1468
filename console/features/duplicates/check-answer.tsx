import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { DuplicateCheck } from '../../../src/contracts/duplicate-check.ts';
import { count, counted, milliseconds } from '../../ui/numbers.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { SignalLink } from '../../ui/signal-link.tsx';
import { titleOf } from '../../ui/title.ts';
import { Trace } from '../../ui/trace.tsx';
import { Comparison } from './comparison.tsx';

interface CheckAnswerProps {
  readonly query: UseQueryResult<DuplicateCheck>;
  readonly url: string;
}

/** Of what only looked like one so many are shown before more are asked for. */
const firstShown = 3;

/** The verdict, what it was compared with, and each comparison step by step. */
export function CheckAnswer({ query, url }: CheckAnswerProps) {
  return (
    <Loaded query={query}>
      {(check) => (
        <div className="check-answer">
          <div className="check-verdict" role="status">
            <p className="check-headline">{headline(check)}</p>
            <p className="soft small num">
              Compared with {counted(check.compared.hashes, 'hash', 'hashes')} and{' '}
              {counted(check.compared.embeddings, 'embedding')} in {milliseconds(check.tookMs)}, by{' '}
              {Object.entries(check.versions).map(([name, version]) => (
                <span key={name} className="check-version">
                  <SignalLink signal={`${name}@${version}`} />
                </span>
              ))}
            </p>
          </div>
          <Comparisons comparisons={check.comparisons} url={url} />
          {check.trace !== undefined && (
            <details className="check-trace">
              <summary>How long each stage took</summary>
              <Trace trace={check.trace} tookMs={check.tookMs} />
            </details>
          )}
        </div>
      )}
    </Loaded>
  );
}

function Comparisons({ comparisons, url }: Pick<DuplicateCheck, 'comparisons'> & { url: string }) {
  const [isAll, setAll] = useState(false);
  const copies = comparisons.filter(({ decidedBy }) => decidedBy !== null);
  const shown = isAll ? comparisons : comparisons.slice(0, copies.length + firstShown);
  const more = comparisons.length - shown.length;
  return (
    <>
      {shown.map((comparison) => (
        <Comparison key={comparison.item.id} comparison={comparison} url={url} />
      ))}
      {more > 0 && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {count(more)} more that only look like it
        </button>
      )}
    </>
  );
}

function headline({ isDuplicate, comparisons, cluster }: DuplicateCheck): string {
  const [best] = comparisons;
  if (!isDuplicate || best === undefined) return 'It is not a copy of anything here.';
  const size = cluster?.size ?? 1;
  const others = size > 1 ? `, one of ${count(size)} that are nearly the same` : '';
  return `It is a copy of ${titleOf(best.item)}${others}.`;
}
