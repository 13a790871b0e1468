import type { ConsumerLimits } from '../../contracts/consumers.ts';

/** The limits in a row of a consumer. */
export function limitsOf(row: {
  readonly requests_per_second: number | null;
  readonly items_per_day: string | null;
}): ConsumerLimits {
  return {
    requestsPerSecond: row.requests_per_second,
    itemsPerDay: row.items_per_day === null ? null : Number(row.items_per_day),
  };
}
