import type { Connection, Table } from '@lancedb/lancedb';
import { Field, Float64, Schema, Utf8 } from 'apache-arrow';
import { z } from 'zod';
import { signalValues, type SignalName, type SignalValue } from '../../contracts/values.ts';
import { arrowFieldsOf } from './arrow-schema.ts';
import { arrowTableOf } from './arrow-table.ts';
import { columnsOf, type Columns } from './columns.ts';
import { plainValueOf } from './plain-value.ts';

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
  /** SQL over the columns of the table. */
  readonly filter?: string;
}

export interface Near<Name extends SignalName = SignalName> {
  readonly record: SignalRecord<Name>;
  /** Cosine similarity, −1..1. */
  readonly cosine: number;
}

export type RecordHead = Omit<SignalRecord, 'value'>;

/** The table of one version of one signal. */
export interface SignalTable<Name extends SignalName = SignalName> {
  readonly name: Name;
  readonly version: number;
  /** Makes `records` all there is of `items`: what was there of them before is replaced. */
  replace(items: readonly string[], records: readonly SignalRecord<Name>[]): Promise<void>;
  /**
   * Adds the rows of items that have none: costs the same however large the table is, where
   * `replace` looks through all of it. What may have been written before is to be replaced.
   */
  append(records: readonly SignalRecord<Name>[]): Promise<void>;
  remove(items: readonly string[]): Promise<void>;
  /** All rows of these items, by item and part. */
  recordsOf(items: readonly string[]): Promise<SignalRecord<Name>[]>;
  headsOf(items: readonly string[]): Promise<RecordHead[]>;
  /** Every row in batches, in no order. */
  scan(filter?: string): AsyncIterable<SignalRecord<Name>[]>;
  /** Some columns of every row in batches, unchecked: for walking over all of a large table. */
  columns(names: readonly string[], filter?: string): AsyncIterable<Columns>;
  /** The rows whose `vector` is nearest by cosine, nearest first; only of embeddings. */
  nearest(vector: readonly number[], options: NearestOptions): Promise<Near<Name>[]>;
  /** How many rows there are by status: of items themselves, or of their parts as well. */
  countByStatus(rows: 'items' | 'parts'): Promise<Record<SignalRecord['status'], number>>;
  /** Merges small files and makes the index of items; concurrent reads and writes go on. */
  compact(): Promise<void>;
}

const headFields = [
  new Field('item', new Utf8(), false),
  new Field('part', new Utf8(), false),
  new Field('status', new Utf8(), false),
  new Field('reason', new Utf8(), true),
  new Field('input', new Utf8(), false),
  new Field('computed_at', new Float64(), false),
];

const headSchema = z.object({
  item: z.string(),
  part: z.string(),
  status: z.enum(['ok', 'abstained', 'failed']),
  reason: z.string().nullable().default(null),
  input: z.string(),
  computed_at: z.number(),
});

const distanceSchema = z.object({ _distance: z.number() });

const headColumns = headFields.map(({ name }) => name);

/** Below this a scan of the table costs less than keeping an index. */
const rowsWorthAnIndex = 10_000;

export async function openSignalTable<Name extends SignalName>(
  connection: Connection,
  name: Name,
  version: number,
): Promise<SignalTable<Name>> {
  const shape = signalValues[name];
  const schema = new Schema([...headFields, ...arrowFieldsOf(shape)]);
  const table = await connection.createEmptyTable(`${name}-v${version}`, schema, {
    mode: 'create',
    existOk: true,
  });

  const toRow = ({ computedAt, value, ...head }: SignalRecord<Name>) => ({
    ...Object.fromEntries(Object.keys(shape.shape).map((column) => [column, null])),
    ...head,
    computed_at: computedAt,
    ...value,
  });

  const fromRow = (row: unknown): SignalRecord<Name> => {
    const plain = plainValueOf(row);
    const head = headOf(plain);
    if (head.status !== 'ok') return { ...head, value: null };
    // The columns were made from this schema, so that what they hold is of its type.
    return { ...head, value: shape.parse(plain) as SignalValue<Name> };
  };

  const select = async (filter: string, columns?: string[]): Promise<unknown[]> => {
    const query = table.query().where(filter);
    return await (columns ? query.select(columns) : query).toArray();
  };

  return {
    name,
    version,
    async replace(items, records) {
      if (items.length === 0) return;
      if (records.length === 0) {
        await table.delete(isOneOf(items));
        return;
      }
      await table
        .mergeInsert(['item', 'part'])
        .whenMatchedUpdateAll()
        .whenNotMatchedInsertAll()
        .whenNotMatchedBySourceDelete({ where: isOneOf(items) })
        .execute(arrowTableOf(schema, records.map(toRow)));
    },
    async append(records) {
      if (records.length > 0) await table.add(arrowTableOf(schema, records.map(toRow)));
    },
    async remove(items) {
      if (items.length > 0) await table.delete(isOneOf(items));
    },
    async recordsOf(items) {
      if (items.length === 0) return [];
      return (await select(isOneOf(items))).map(fromRow).toSorted(byItemAndPart);
    },
    async headsOf(items) {
      if (items.length === 0) return [];
      const rows = await select(isOneOf(items), headColumns);
      return rows.map((row) => headOf(plainValueOf(row)));
    },
    async *scan(filter) {
      const query = filter === undefined ? table.query() : table.query().where(filter);
      for await (const batch of query) {
        const rows: unknown[] = batch.toArray();
        yield rows.map(fromRow);
      }
    },
    async *columns(names, filter) {
      const query = table.query().select([...names]);
      for await (const batch of filter === undefined ? query : query.where(filter)) {
        yield columnsOf(batch);
      }
    },
    async nearest(vector, { limit, filter }) {
      const where = ["status = 'ok'", ...(filter === undefined ? [] : [`(${filter})`])];
      const rows: unknown[] = await table
        .query()
        .nearestTo([...vector])
        .distanceType('cosine')
        .where(where.join(' AND '))
        .limit(limit)
        .toArray();
      return rows.map((row) => {
        const { _distance: distance } = distanceSchema.parse(plainValueOf(row));
        return { record: fromRow(row), cosine: 1 - distance };
      });
    },
    async countByStatus(rows) {
      const where = rows === 'items' ? "part = '' AND " : '';
      const count = (status: string) => table.countRows(`${where}status = '${status}'`);
      const [ok, abstained, failed] = await Promise.all([
        count('ok'),
        count('abstained'),
        count('failed'),
      ]);
      return { ok, abstained, failed };
    },
    compact: () => compact(table),
  };
}

function headOf(plain: unknown): RecordHead {
  const { computed_at: computedAt, ...head } = headSchema.parse(plain);
  return { ...head, computedAt };
}

function isOneOf(items: readonly string[]): string {
  return `item IN (${items.map((item) => `'${item.replaceAll("'", "''")}'`).join(', ')})`;
}

function byItemAndPart(a: RecordHead, b: RecordHead): number {
  if (a.item !== b.item) return a.item < b.item ? -1 : 1;
  return a.part.localeCompare(b.part, 'en', { numeric: true });
}

async function compact(table: Table): Promise<void> {
  await table.optimize();
  const indices = await table.listIndices();
  if (indices.length === 0 && (await table.countRows()) >= rowsWorthAnIndex) {
    await table.createIndex('item');
  }
}
