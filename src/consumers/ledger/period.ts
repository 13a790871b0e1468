import { dayMs, hourMs } from '../../base/durations.ts';

/** The days up to now that a question to the ledger is about. */
export interface Period {
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** When it begins, as the ledger's hours do: none of it is cut off. */
export function beginOf({ days, now }: Period): Date {
  return new Date(Math.floor((now - days * dayMs) / hourMs) * hourMs);
}
