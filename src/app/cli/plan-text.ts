import type { BackfillPlan } from '../../contracts/jobs.ts';
import { durationText } from './progress.ts';

/** What a backfill would take, in lines for people. */
export function planText(plan: BackfillPlan): string[] {
  const { signal, version, catalogue, items, bytes, shards, estimate } = plan;
  if (items === 0) return [`${signal}@${version}: all of ${catalogue} items have it already.`];
  const lines = [
    `${signal}@${version}: ${items} of ${catalogue} items to compute, ${sizeText(bytes)} to decode, ${shards} shards`,
  ];
  if (!estimate) return lines;
  const { cpuHours, seconds, itemsPerSecond, cpuMsPerItem, measuredOn, cost } = estimate;
  const price =
    cost === null ? 'no price of a CPU hour is set (--price)' : `cost ${cost.toFixed(2)}`;
  lines.push(
    `  about ${durationText(seconds)} on this machine alone, ${hoursText(cpuHours)} of CPU; ${price}`,
    `  measured on ${measuredOn} items: ${cpuMsPerItem.toFixed(0)} ms CPU an item, ${itemsPerSecond.toFixed(1)} items/s`,
  );
  return lines;
}

function hoursText(hours: number): string {
  return hours < 1 ? `${(hours * 60).toFixed(1)} min` : `${hours.toFixed(1)} h`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

export function sizeText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}
