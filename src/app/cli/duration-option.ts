import { InvalidArgumentError } from 'commander';

const unitHours: Readonly<Record<string, number>> = { h: 1, d: 24 };

/**
 * Hours of `90d` or `24h`.
 *
 * @throws InvalidArgumentError for anything else
 */
export function parseHours(text: string): number {
  const [, number, unit = ''] = /^(\d{1,6})([hd])$/.exec(text) ?? [];
  const hours = unitHours[unit];
  if (number !== undefined && hours !== undefined) return Number(number) * hours;
  throw new InvalidArgumentError('Expected hours or days, as in 24h or 90d.');
}
