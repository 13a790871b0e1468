import type { LiveStep } from '../../../src/contracts/live-history.ts';
import { requestsIn } from './steps-in-window.ts';
import { TimeChart } from './time-chart.tsx';
import type { Span } from './time-chart.tsx';
import { milliseconds, rate } from './units.ts';

interface RequestChartsProps {
  readonly span: Span;
  /** All routes where none is named. */
  readonly route: string | undefined;
}

/** How often the interface is asked, and how long its answers take. */
export function RequestCharts({ span, route }: RequestChartsProps) {
  const { steps } = span;
  const found = steps.map((step) => requestsIn(step, route));
  const perSecond = (of: 'requests' | 'refused' | 'failed') =>
    steps.map((step: LiveStep, index) => (found[index]?.[of] ?? 0) / step.seconds);
  const percentile = (of: 'p50' | 'p95' | 'p99') => found.map((one) => one?.[of] ?? null);
  return (
    <>
      <TimeChart
        title="Requests"
        about="a second"
        span={span}
        written={rate}
        lines={[
          { name: 'all', values: perSecond('requests'), tone: 'strong' },
          { name: 'refused', values: perSecond('refused'), tone: 'faint' },
          { name: 'failed', values: perSecond('failed'), tone: 'bad' },
        ]}
      />
      <TimeChart
        title="Latency"
        about="from the first byte asked to the last answered"
        span={span}
        written={milliseconds}
        lines={[
          { name: 'p50', values: percentile('p50'), tone: 'faint' },
          { name: 'p95', values: percentile('p95'), tone: 'mid' },
          { name: 'p99', values: percentile('p99'), tone: 'strong' },
        ]}
      />
    </>
  );
}
