import type { Job } from '../../contracts/jobs.ts';
import { table } from './output.ts';
import { durationText } from './progress.ts';

/**
 * What a job was planned to take beside what it has taken so far, in lines for people; nothing where
 * it was begun without a plan. Its time goes on while it is paused.
 */
export function planAgainstActual(job: Job, now: number): string[] {
  const estimate = job.plan?.estimate;
  if (!estimate) return [];
  const seconds = secondsOf(job, now);
  const signalCpuSeconds = (estimate.signalCpuMsPerItem * job.items) / 1000;
  const rows = [
    ['', 'planned', job.endedAt === null ? 'so far' : 'taken'],
    ['time', durationText(estimate.seconds), durationText(seconds)],
    ['items/s', estimate.itemsPerSecond.toFixed(1), (job.done / Math.max(seconds, 1)).toFixed(1)],
    ['CPU of signals', durationText(signalCpuSeconds), durationText(job.cpuSeconds)],
    ['CPU of all', durationText(estimate.cpuHours * 3600), 'not measured'],
    ...(estimate.cost === null ? [] : [['cost', estimate.cost.toFixed(2), 'not measured']]),
  ];
  return table(rows)
    .split('\n')
    .map((line) => `  ${line}`);
}

/** From when it was begun until it ended, or now. */
export function secondsOf({ createdAt, endedAt }: Job, now: number): number {
  const end = endedAt === null ? now : Date.parse(endedAt);
  return Math.max(0, end - Date.parse(createdAt)) / 1000;
}
