import type { JSONColumnType } from 'kysely';

/** What one shard did to one signal. */
export interface SignalTally {
  readonly ok: number;
  readonly abstained: number;
  readonly failed: number;
  /** CPU of extraction on its worker thread, milliseconds. */
  readonly cpuMs: number;
}

export type ShardTally = Readonly<Record<string, SignalTally>>;

export interface ShardsTable {
  readonly run: string;
  readonly number: number;
  readonly items: number;
  readonly done: number | null;
  readonly failed: number | null;
  readonly signals: JSONColumnType<ShardTally> | null;
  readonly finished_at: Date | null;
}
