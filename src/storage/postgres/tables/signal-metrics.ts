export interface SignalMetricsTable {
  readonly signal: string;
  readonly version: number;
  readonly at: Date;
  readonly items: string | number;
  readonly ok: string | number;
  readonly abstained: string | number;
  readonly failed: string | number;
  readonly coverage: number;
  readonly freshness_p50_s: number | null;
  readonly freshness_p99_s: number | null;
}
