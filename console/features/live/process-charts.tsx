import type { LiveStep } from '../../../src/contracts/live-history.ts';
import { TimeChart } from './time-chart.tsx';
import type { Span } from './time-chart.tsx';
import { bytes, milliseconds, percent } from './units.ts';

/** What the process that answers takes. */
export function ProcessCharts({ span }: { readonly span: Span }) {
  const { steps } = span;
  const lateness = (of: 'p50' | 'p99' | 'max') =>
    steps.map(({ eventLoop }: LiveStep) => eventLoop?.[of] ?? null);
  return (
    <>
      <TimeChart
        title="Event loop"
        about="how late its timers come; measured while somebody looks"
        span={span}
        written={milliseconds}
        least={10}
        lines={[
          { name: 'p50', values: lateness('p50'), tone: 'faint' },
          { name: 'p99', values: lateness('p99'), tone: 'strong' },
          { name: 'most', values: lateness('max'), tone: 'mid' },
        ]}
      />
      <TimeChart
        title="Busy"
        about="the share of the time that the event loop works"
        span={span}
        written={percent}
        least={1}
        lines={[{ name: 'busy', values: steps.map(({ busy }) => busy), tone: 'strong' }]}
      />
      <TimeChart
        title="Memory"
        about="resident, with models and indexes"
        span={span}
        written={bytes}
        lines={[{ name: 'resident', values: steps.map((step) => step.rssBytes), tone: 'strong' }]}
      />
    </>
  );
}
