import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { SignalName } from '../../contracts/values.ts';
import { columnsOf } from './columns.ts';
import { compact } from './compact.ts';
import { eraseRows } from './erase-rows.ts';
import { untilCommitted } from './files/until-committed.ts';
import { openHistory } from './history.ts';
import { latestVersionOf } from './latest-version.ts';
import { findLanceTable, isOneOf, openLanceTable, type LanceTables } from './lance-table.ts';
import { plainValueOf } from './plain-value.ts';
import { recordsIn, recordsOfBatch } from './records-in.ts';
import { byItemAndPart, headColumns, headOf, type RowFormat } from './row-format.ts';
import { openRowsState, type FollowedRows } from './rows-state.ts';
import { scanAsOf } from './scan-as-of.ts';
import type { RecordHead, SignalRecord, SignalRows } from './signal-table.ts';
import type { TableNames } from './table-name.ts';
import { findTraces, type Trace } from './traces.ts';

const distanceSchema = z.object({ _distance: z.number() });

/** Rows that a scan makes records of at once, for some milliseconds. */
const scannedAtOnce = 500;

/** By default, readers who began before an erasure have this long to end. */
const defaultGraceMs = 10_000;

export interface BucketPlace extends LanceTables {
  readonly clock: Clock;
  /** Told of every commit. */
  committed(): void;
}

/** One pair of Lance tables, of what is and of what was, that holds some or all items. */
export async function openBucket<Name extends SignalName>(
  { clock, committed, ...tables }: BucketPlace,
  names: TableNames,
  format: RowFormat<Name>,
  itemColumns: readonly string[],
): Promise<SignalRows<Name> & FollowedRows> {
  const { connection, objects } = tables;
  const table = await openLanceTable(tables, names.live, format.schema);
  const history = openHistory(tables, names.history, format);

  const keepHistory = async (
    items: readonly string[],
    successors: readonly SignalRecord<Name>[],
  ): Promise<void> => {
    const computedAt = new Map<string, number>();
    for (const { item, computedAt: at } of successors) {
      computedAt.set(item, Math.max(at, computedAt.get(item) ?? at));
    }
    const removedAt = clock();
    const rows = await table.query().where(isOneOf(items)).toArrow();
    await history.keep(rows, (item) => computedAt.get(item) ?? removedAt);
  };

  const remove = async (items: readonly string[]): Promise<void> => {
    if (items.length === 0) return;
    await keepHistory(items, []);
    await untilCommitted(() => table.delete(isOneOf(items)));
    committed();
  };

  const recordsOf = async (items: readonly string[]): Promise<SignalRecord<Name>[]> => {
    if (items.length === 0) return [];
    const rows = await table.query().where(isOneOf(items)).toArrow();
    return recordsIn<Name>(rows, format.schema).toSorted(byItemAndPart);
  };

  const headsOf = async (items: readonly string[]): Promise<RecordHead[]> => {
    if (items.length === 0) return [];
    const query = table.query().where(isOneOf(items)).select(headColumns);
    const rows: unknown[] = await query.toArray();
    return rows.map(headOf);
  };

  return {
    remove,
    recordsOf,
    headsOf,
    async retract(items, computedAt, { alone = false } = {}) {
      const heads = await headsOf(items);
      const others = new Set(
        heads.filter((head) => head.computedAt !== computedAt).map(({ item }) => item),
      );
      const late = heads.filter(
        (head) => head.computedAt === computedAt && (alone || others.has(head.item)),
      );
      if (late.length === 0) return;
      const of = isOneOf([...new Set(late.map(({ item }) => item))]);
      await untilCommitted(() => table.delete(`${of} AND computed_at = ${computedAt}`));
      committed();
    },
    async replace(items, records) {
      if (items.length === 0) return;
      if (records.length === 0) {
        await remove(items);
        return;
      }
      const rows = format.tableOf(records);
      await keepHistory(items, records);
      await untilCommitted(() =>
        table
          .mergeInsert(['item', 'part'])
          .whenMatchedUpdateAll()
          .whenNotMatchedInsertAll()
          .whenNotMatchedBySourceDelete({ where: isOneOf(items) })
          .execute(rows),
      );
      committed();
    },
    async append(records) {
      if (records.length === 0) return;
      await table.add(format.tableOf(records));
      committed();
    },
    async recordsAsOf(items, at) {
      // The live rows first: what leaves them is in the history by then.
      const live = await recordsOf(items);
      const later = new Set(
        live.filter(({ computedAt }) => computedAt > at).map(({ item }) => item),
      );
      const held = live.filter(({ item }) => !later.has(item));
      const known = new Set(held.map(({ item }) => item));
      const before = await history.recordsAsOf(
        items.filter((item) => !known.has(item)),
        at,
      );
      return [...held, ...before].toSorted(byItemAndPart);
    },
    async *scan(filter) {
      const query = filter === undefined ? table.query() : table.query().where(filter);
      for await (const batch of query) {
        for (let start = 0; start < batch.numRows; start += scannedAtOnce) {
          yield recordsOfBatch<Name>(batch.slice(start, start + scannedAtOnce), format.schema);
        }
      }
    },
    scanAsOf: (at) => scanAsOf(tables, names, format, at),
    async *columns(columns, filter) {
      const query = table.query().select([...columns]);
      for await (const batch of filter === undefined ? query : query.where(filter)) {
        yield columnsOf(batch);
      }
    },
    async nearest(vector, { limit, items }) {
      const where = ["status = 'ok'", ...(items === undefined ? [] : [isOneOf(items)])];
      const rows: unknown[] = await table
        .query()
        .nearestTo([...vector])
        .distanceType('cosine')
        .where(where.join(' AND '))
        .limit(limit)
        .toArray();
      return rows.map((row) => {
        const { _distance: distance } = distanceSchema.parse(plainValueOf(row));
        return { record: format.recordOf(row), cosine: 1 - distance };
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
    async compact() {
      await compact(table);
      const past = await history.find();
      if (past) await compact(past);
    },
    async erase(items, { graceMs = defaultGraceMs } = {}) {
      if (items.length === 0) return [];
      const past = await history.find();
      const tables = past ? [table, past] : [table];
      const place = { objects, columns: itemColumns, graceMs };
      return (await Promise.all(tables.map((each) => eraseRows(each, items, place)))).flat();
    },
    async findTraces(item) {
      const traces: Trace[] = [];
      for (const name of [names.live, names.history]) {
        // A table of its own, since it is turned to each of its versions.
        const each = await findLanceTable(tables, name);
        if (each) traces.push(...(await findTraces(each, item, { objects, columns: itemColumns })));
        each?.close();
      }
      return traces;
    },
    forgetHistoryBefore: (at) => history.forgetBefore(at),
    latestVersion: latestVersionOf(table, objects.root, names.live),
    openState: () => openRowsState(connection, objects, names.live),
  };
}
