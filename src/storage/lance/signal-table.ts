import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName, SignalValue } from '../../contracts/values.ts';
import type { Columns } from './columns.ts';
import type { FollowedTable } from './followed-table.ts';
import type { Trace } from './traces.ts';

/** One row of a signal: what was said of an item, or of a part of it, and from what. */
export interface SignalRecord<Name extends SignalName = SignalName> {
  readonly item: string;
  readonly part: string;
  readonly status: 'ok' | 'abstained' | 'failed';
  readonly reason: string | null;
  /** Digest of all that the value was computed from. */
  readonly input: string;
  /** Milliseconds since 1970. */
  readonly computedAt: number;
  readonly value: SignalValue<Name> | null;
}

export interface NearestOptions {
  readonly limit: number;
  /** Only rows of these. */
  readonly items?: readonly string[];
}

export interface Near<Name extends SignalName = SignalName> {
  readonly record: SignalRecord<Name>;
  /** Cosine similarity, −1..1. */
  readonly cosine: number;
}

export type RecordHead = Omit<SignalRecord, 'value'>;

export interface RetractOptions {
  /** Also of items that have no other rows. */
  readonly alone?: boolean;
}

export interface EraseOptions {
  readonly graceMs?: number;
}

/** What the rows of one version of one signal can be asked, whether of all items or of some. */
export interface SignalRows<Name extends SignalName = SignalName> {
  /**
   * Makes `records` all there is of `items`: what was there of them before goes to the history,
   * replaced when its successor was computed or, where it has none, now.
   */
  replace(items: readonly string[], records: readonly SignalRecord<Name>[]): Promise<void>;
  /**
   * Adds the rows of items that have none: costs the same however large the table is, where
   * `replace` looks through all of it. What may have been written before is to be replaced.
   */
  append(records: readonly SignalRecord<Name>[]): Promise<void>;
  /** Takes the rows of these items out; the history keeps them. */
  remove(items: readonly string[]): Promise<void>;
  /**
   * Takes out the rows that were written of these items as computed at that time, of each item that
   * has others as well, or with `alone` of all. Without a word in the history: they were late, and
   * never what held.
   */
  retract(items: readonly string[], computedAt: number, options?: RetractOptions): Promise<void>;
  /** All rows of these items, by item and part. */
  recordsOf(items: readonly string[]): Promise<SignalRecord<Name>[]>;
  /**
   * All rows of these items as they were at `at` (milliseconds since 1970), by item and part:
   * what had been computed by then and not yet replaced. Reaches as far back as the history.
   */
  recordsAsOf(items: readonly string[], at: number): Promise<SignalRecord<Name>[]>;
  headsOf(items: readonly string[]): Promise<RecordHead[]>;
  /** Every row in batches, in no order. */
  scan(filter?: string): AsyncIterable<SignalRecord<Name>[]>;
  /** Every row as it was at `at`, in batches, in no order, of one state of the table. */
  scanAsOf(at: number): AsyncIterable<SignalRecord<Name>[]>;
  /** Some columns of every row in batches, unchecked: for walking over all of a large table. */
  columns(names: readonly string[], filter?: string): AsyncIterable<Columns>;
  /** The rows whose `vector` is nearest by cosine, nearest first; only of embeddings. */
  nearest(vector: readonly number[], options: NearestOptions): Promise<Near<Name>[]>;
  /** How many rows there are by status: of items themselves, or of their parts as well. */
  countByStatus(rows: 'items' | 'parts'): Promise<Record<SignalRecord['status'], number>>;
  /** Merges small files and makes the index of items; concurrent reads and writes go on. */
  compact(): Promise<void>;
  /**
   * Takes these items out of the rows, of their history and of the files of both, old versions and
   * indices included; concurrent reads and writes go on. Ends after `graceMs` (10 s by default), in
   * which those who had begun to read may end: erase from several tables at once. So go rows of other
   * items that name one of these, as the centre of their cluster; make them anew before.
   *
   * @returns The item of each row that went.
   */
  erase(items: readonly string[], options?: EraseOptions): Promise<string[]>;
  /** What there is of an item, or may be, in all files of the table; nothing after `erase`. */
  findTraces(item: string): Promise<Trace[]>;
  /** Drops what was replaced at `at` or before: reads as of an earlier time lack it from now on. */
  forgetHistoryBefore(at: number): Promise<void>;
}

/** The table of one version of one signal. */
export interface SignalTable<Name extends SignalName = SignalName>
  extends SignalRows<Name>, FollowedTable {
  readonly name: Name;
  readonly version: number;
  readonly ref: SignalRef<Name>;
}
