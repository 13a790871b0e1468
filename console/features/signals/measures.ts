import { duration } from '../../ui/numbers.ts';

/** A share of 0..1 as `97.5 %`, never rounded up to all; a dash where it is not known. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  const shown = Math.floor(share * 1000) / 10;
  return `${shown} %`;
}

/** Seconds of CPU. */
export function cpu(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 0.001) return 'under 1 ms';
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : duration(seconds);
}

/** Days where there are whole ones, else as durations are. */
export function period(seconds: number): string {
  const days = seconds / 86_400;
  if (days < 1 || !Number.isInteger(days)) return duration(seconds);
  return days === 1 ? 'a day' : `${days} days`;
}
