/** The days up to now that a question to the ledger is about. */
export interface Period {
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const dayMs = 86_400_000;

/** When it begins, as the ledger's hours do: none of it is cut off. */
export function beginOf({ days, now }: Period): Date {
  return new Date(Math.floor((now - days * dayMs) / 3_600_000) * 3_600_000);
}
