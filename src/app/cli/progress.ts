import type { Run } from '../../contracts/api.ts';
import { createBar } from './bar.ts';

/** How far work on items has come. */
export type ItemProgress = Pick<
  Run,
  'state' | 'listed' | 'due' | 'done' | 'failed' | 'itemsPerSecond' | 'remainingSeconds'
>;

/** Shows how work goes: a bar on a terminal, a line now and then elsewhere. */
export interface ProgressView {
  show(progress: ItemProgress): void;
  stop(): void;
}

/** Between lines where there is no terminal. */
const lineIntervalMs = 10_000;

export function createProgressView(): ProgressView {
  return process.stderr.isTTY ? barView() : lineView();
}

function barView(): ProgressView {
  const bar = createBar('{value} of {total} items  {detail}');
  return {
    show(run) {
      bar.show(run.done + run.failed, Math.max(run.due, 1), { detail: detailOf(run) });
    },
    stop: bar.stop,
  };
}

function lineView(): ProgressView {
  let shownAt = 0;
  return {
    show(run) {
      const now = performance.now();
      if (shownAt > 0 && now - shownAt < lineIntervalMs) return;
      shownAt = now;
      process.stderr.write(`${run.done + run.failed} of ${run.due} items  ${detailOf(run)}\n`);
    },
    stop() {
      shownAt = 0;
    },
  };
}

function detailOf({
  state,
  failed,
  listed,
  itemsPerSecond,
  remainingSeconds,
}: ItemProgress): string {
  return [
    ...(state === 'listing' ? [`listing: ${listed} so far`] : []),
    ...(itemsPerSecond > 0 ? [`${itemsPerSecond.toFixed(1)}/s`] : []),
    ...(remainingSeconds === null || state === 'listing'
      ? []
      : [`about ${durationText(remainingSeconds)} left`]),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(', ');
}

/** `45 s`, `3 min`, `2 h 10 min`. */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
