/** Reads of one version of one signal by one consumer in one hour. */
export interface LedgerTable {
  readonly consumer: string;
  readonly signal: string;
  readonly version: number;
  readonly hour: Date;
  /** A bigint, which the driver gives as text. */
  readonly reads: string;
  readonly items: string;
  readonly last_at: Date;
}
