import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';

/** How much later than asked a timer came, in ms. */
export interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoopDelay {
  /** Of the thread that measures. */
  readonly own: Delay;
  /** Of a thread that did nothing else meanwhile: what the machine itself held up. */
  readonly idle: Delay;
}

const resolutionMs = 10;

/** Starts to measure the delay of this thread's event loop and, beside it, of an idle one's. */
export async function measureLoopDelay(): Promise<{ stop(): Promise<LoopDelay> }> {
  const worker = new Worker(idleThread, { eval: true, execArgv: [] });
  await once(worker, 'online');
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return {
    async stop() {
      histogram.disable();
      const own = delayOf([50, 99, 100].map((share) => histogram.percentile(share)));
      worker.postMessage('stop');
      const [values] = (await once(worker, 'message')) as [number[]];
      return { own, idle: delayOf(values) };
    },
  };
}

const idleThread = `
  const { parentPort } = require('node:worker_threads');
  const histogram = require('node:perf_hooks').monitorEventLoopDelay({ resolution: ${resolutionMs} });
  histogram.enable();
  parentPort.once('message', () => {
    histogram.disable();
    parentPort.postMessage([50, 99, 100].map((share) => histogram.percentile(share)));
  });
`;

function delayOf(nanoseconds: readonly number[]): Delay {
  const [p50 = 0, p99 = 0, max = 0] = nanoseconds.map((value) =>
    Math.max(0, value / 1e6 - resolutionMs),
  );
  return { p50, p99, max };
}
