import type { VersionContract } from '../../../src/contracts/signals-api.ts';
import { counted } from '../../ui/numbers.ts';

type History = VersionContract['expectations'][number]['history'];

const width = 4;
const height = 24;

/** The last hours that fit the width of a line. */
const hoursShown = 40;

/** Rows of each hour in which any were written, and over them those that were not as expected. */
export function HistoryBars({ history }: { readonly history: History }) {
  const shown = history.slice(-hoursShown);
  const most = Math.max(1, ...shown.map(({ rows }) => rows));
  const failing = shown.filter((hour) => hour.failing > 0).length;
  return (
    <svg
      className="history-bars"
      viewBox={`0 0 ${hoursShown * width} ${height}`}
      role="img"
      aria-label={`${counted(shown.length, 'hour')} with rows written, ${failing} with rows that were not so`}
    >
      {shown.map(({ at, rows, failing: bad }, index) => {
        const x = (hoursShown - shown.length + index) * width;
        const tall = Math.max(1, (rows / most) * height);
        const badly = bad === 0 ? 0 : Math.max(2, (bad / most) * height);
        return (
          <g key={at}>
            <rect x={x} y={height - tall} width={width - 1} height={tall} />
            <rect
              x={x}
              y={height - badly}
              width={width - 1}
              height={badly}
              className="history-bad"
            />
          </g>
        );
      })}
    </svg>
  );
}
