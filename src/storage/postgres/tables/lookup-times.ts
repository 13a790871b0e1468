export interface LookupTimesTable {
  readonly signal: string;
  readonly version: number;
  readonly hour: Date;
  readonly bucket: number;
  /** A bigint, which the driver gives as text. */
  readonly lookups: string;
}
