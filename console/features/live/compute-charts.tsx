import type { LiveStep } from '../../../src/contracts/live-history.ts';
import { TimeChart } from './time-chart.tsx';
import type { Span } from './time-chart.tsx';
import { rate } from './units.ts';

/** How computing on request goes: what waits, what is found kept, what is not answered in full. */
export function ComputeCharts({ span }: { readonly span: Span }) {
  const { steps } = span;
  const each = (of: (step: LiveStep) => number) => steps.map(of);
  const perSecond = (of: (step: LiveStep) => number) =>
    steps.map((step) => of(step) / step.seconds);
  return (
    <>
      <TimeChart
        title="Queue"
        about="pieces of work, the most in each step"
        span={span}
        written={rate}
        least={4}
        lines={[
          { name: 'waiting', values: each(({ queue }) => queue.waiting), tone: 'strong' },
          { name: 'computing', values: each(({ queue }) => queue.running), tone: 'mid' },
        ]}
      />
      <TimeChart
        title="Values"
        about="a second, by where they came from"
        span={span}
        written={rate}
        lines={[
          { name: 'computed', values: perSecond(({ cache }) => cache.misses), tone: 'strong' },
          { name: 'memory', values: perSecond(({ cache }) => cache.memoryHits), tone: 'mid' },
          { name: 'files', values: perSecond(({ cache }) => cache.diskHits), tone: 'faint' },
        ]}
      />
      <TimeChart
        title="Refused, degraded, joined"
        about="requests a second"
        span={span}
        written={rate}
        lines={[
          { name: 'refused', values: perSecond(({ online }) => online.refused), tone: 'bad' },
          { name: 'degraded', values: perSecond(({ online }) => online.degraded), tone: 'mid' },
          {
            name: 'joined another',
            values: perSecond(({ online }) => online.joined),
            tone: 'faint',
          },
        ]}
      />
    </>
  );
}
