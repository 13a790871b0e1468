import type { Live } from '../../../src/contracts/live.ts';
import type { LiveStep } from '../../../src/contracts/live-history.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { count } from '../../ui/numbers.ts';
import { bytes, milliseconds, rate } from './units.ts';

interface NowProps {
  readonly live: Live;
  readonly steps: readonly LiveStep[];
}

/** Seconds that what is called "now" covers: a single step has too few requests. */
const nowSeconds = 10;

/** The few numbers that say whether all is well. */
export function Now({ live, steps }: NowProps) {
  const latest = steps.slice(-Math.ceil(nowSeconds / (steps.at(-1)?.seconds ?? nowSeconds)));
  const seconds = latest.reduce((sum, step) => sum + step.seconds, 0);
  const requests = latest.reduce((sum, { all }) => sum + all.requests, 0);
  const slowest = Math.max(0, ...latest.map(({ all }) => all.p99));
  const failed = steps.reduce((sum, { all }) => sum + all.failed, 0);
  const refused = steps.reduce((sum, { online }) => sum + online.refused, 0);
  return (
    <Figures>
      <Figure name="requests a second" value={rate(seconds > 0 ? requests / seconds : 0)} />
      <Figure name="slowest p99" value={requests === 0 ? '–' : milliseconds(slowest)} />
      <Figure name="in hand" value={count(live.requests.inHand)} />
      <Figure name="waiting" value={count(live.queue.waiting)} isBad={live.queue.waiting > 0} />
      <Figure name="refused to compute" value={count(refused)} isBad={refused > 0} />
      <Figure name="failed" value={count(failed)} isBad={failed > 0} />
      <Figure name="memory" value={bytes(live.rssBytes)} />
    </Figures>
  );
}
