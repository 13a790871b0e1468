import { SingleBar } from 'cli-progress';

/** One bar on the terminal, cleared when it stops. */
export interface Bar {
  show(value: number, total: number, payload: object): void;
  stop(): void;
}

/**
 * @param format What follows the bar, as cli-progress has it: `{value} of {total}`, `{detail}` of the
 *   payload.
 */
export function createBar(format: string): Bar {
  const bar = new SingleBar({
    format: `{bar} {percentage}%  ${format}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 28,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    show(value, total, payload) {
      if (!started) bar.start(total, value, payload);
      started = true;
      bar.setTotal(total);
      bar.update(value, payload);
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
