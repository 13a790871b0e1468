import type { Reliability } from '../../../src/contracts/ads.ts';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';

type Bin = Reliability['bins'][number] & { readonly range: string };

const columns: readonly Column<Bin>[] = [
  { key: 'range', name: 'Chance', cell: ({ range }) => <span className="num">{range}</span> },
  { key: 'pairs', name: 'Pairs', layout: 'end', cell: ({ pairs }) => count(pairs) },
  { key: 'foretold', name: 'Foretold', layout: 'end', cell: (bin) => shareOf(bin, bin.foretold) },
  { key: 'relevant', name: 'Relevant', layout: 'end', cell: (bin) => shareOf(bin, bin.relevant) },
];

/** Of pairs by the chance that was foretold: the share that was relevant. On the line both agree. */
export function ReliabilityDiagram({ bins }: Pick<Reliability, 'bins'>) {
  const most = Math.max(1, ...bins.map(({ pairs }) => pairs));
  const width = 1 / Math.max(1, bins.length);
  const named = bins.map((bin, at) => ({
    ...bin,
    range: `${(at * width).toFixed(1)}–${((at + 1) * width).toFixed(1)}`,
  }));
  return (
    <div className="reliability">
      <figure>
        <svg
          viewBox="-3 -3 106 106"
          role="img"
          aria-label="Reliability diagram; its numbers follow"
        >
          <path className="reliability-frame" d="M0 0V100H100M0 100L100 0" />
          {named
            .filter(({ pairs }) => pairs > 0)
            .map(({ range, pairs, foretold, relevant }) => (
              <circle
                key={range}
                cx={foretold * 100}
                cy={100 - relevant * 100}
                r={1.2 + 3.3 * Math.sqrt(pairs / most)}
              />
            ))}
        </svg>
        <figcaption className="small soft">
          Across: foretold. Up: relevant. On the line chances hold.
        </figcaption>
      </figure>
      <Table columns={columns} rows={named} keyOf={({ range }) => range} />
    </div>
  );
}

function shareOf({ pairs }: Bin, share: number): string {
  return pairs === 0 ? '–' : share.toFixed(3);
}
