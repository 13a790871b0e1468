import type { z } from 'zod';
import { inSpan } from '../../base/spans.ts';
import { refOf } from '../../contracts/signal-ref.ts';
import type { SignalName } from '../../contracts/values.ts';
import { openBucket, type BucketPlace } from './bucket.ts';
import { byBucket } from './place.ts';
import { byItemAndPart, rowFormatOf } from './row-format.ts';
import type { SignalRows, SignalTable } from './signal-table.ts';
import { tableNamesOf } from './table-name.ts';

export interface SignalTableOptions<Name extends SignalName> {
  readonly name: Name;
  readonly version: number;
  readonly shape: z.ZodObject;
  readonly buckets: number;
}

/** A version of a signal over all its buckets: writes go where an item lies, reads ask them all. */
export async function openSignalTable<Name extends SignalName>(
  place: BucketPlace,
  { name, version, shape, buckets }: SignalTableOptions<Name>,
): Promise<SignalTable<Name>> {
  const format = rowFormatOf<Name>(shape);
  const itemColumns = ['item', ...mentioningColumns(name)];
  const all = await Promise.all(
    Array.from({ length: buckets }, (_, bucket) =>
      openBucket(place, tableNamesOf({ name, version }, bucket, buckets), format, itemColumns),
    ),
  );

  /** Does something with each bucket that has any of these items. */
  const withItems = async <Answer>(
    items: readonly string[],
    ask: (bucket: SignalRows<Name>, own: readonly string[], at: number) => Promise<Answer>,
  ): Promise<Answer[]> => {
    const owned = byBucket(items, (item) => item, buckets);
    const answers = all.flatMap((bucket, at) => {
      const own = owned.get(at);
      return own ? [ask(bucket, own, at)] : [];
    });
    return await Promise.all(answers);
  };

  return {
    name,
    version,
    ref: refOf(name, version),
    latestVersions: () => Promise.all(all.map((bucket) => bucket.latestVersion())),
    async openState(bucket) {
      const rows = all[bucket];
      if (!rows) throw new RangeError(`${name}@${version} has no bucket ${bucket}.`);
      return await rows.openState();
    },
    async replace(items, records) {
      const owned = byBucket(records, ({ item }) => item, buckets);
      await withItems([...items, ...records.map(({ item }) => item)], (bucket, own, at) =>
        bucket.replace([...new Set(own)], owned.get(at) ?? []),
      );
    },
    async append(records) {
      const owned = byBucket(records, ({ item }) => item, buckets);
      await Promise.all(all.map((bucket, at) => bucket.append(owned.get(at) ?? [])));
    },
    async remove(items) {
      await withItems(items, (bucket, own) => bucket.remove(own));
    },
    async retract(items, computedAt, options) {
      await withItems(items, (bucket, own) => bucket.retract(own, computedAt, options));
    },
    async recordsOf(items) {
      const found = await inSpan('lance', { 'db.collection.name': `${name}@${version}` }, () =>
        withItems(items, (bucket, own) => bucket.recordsOf(own)),
      );
      return found.flat().toSorted(byItemAndPart);
    },
    async recordsAsOf(items, at) {
      const found = await withItems(items, (bucket, own) => bucket.recordsAsOf(own, at));
      return found.flat().toSorted(byItemAndPart);
    },
    async headsOf(items) {
      return (await withItems(items, (bucket, own) => bucket.headsOf(own))).flat();
    },
    async *scan(filter) {
      for (const bucket of all) yield* bucket.scan(filter);
    },
    async *scanAsOf(at) {
      for (const bucket of all) yield* bucket.scanAsOf(at);
    },
    async *columns(columns, filter) {
      for (const bucket of all) yield* bucket.columns(columns, filter);
    },
    async nearest(vector, { limit, items }) {
      const found = await (items
        ? withItems(items, (bucket, own) => bucket.nearest(vector, { limit, items: own }))
        : Promise.all(all.map((bucket) => bucket.nearest(vector, { limit }))));
      if (found.length === 1) return found.flat();
      return found
        .flat()
        .toSorted((a, b) => b.cosine - a.cosine)
        .slice(0, limit);
    },
    async countByStatus(rows) {
      const counts = await Promise.all(all.map((bucket) => bucket.countByStatus(rows)));
      const sum = (status: 'ok' | 'abstained' | 'failed') =>
        counts.reduce((total, count) => total + count[status], 0);
      return { ok: sum('ok'), abstained: sum('abstained'), failed: sum('failed') };
    },
    async compact() {
      for (const bucket of all) await bucket.compact();
    },
    async erase(items, options) {
      // A row that mentions an item lies where its own item does.
      const erased =
        itemColumns.length > 1
          ? await Promise.all(all.map((bucket) => bucket.erase(items, options)))
          : await withItems(items, (bucket, own) => bucket.erase(own, options));
      return erased.flat();
    },
    async findTraces(item) {
      const found =
        itemColumns.length > 1
          ? await Promise.all(all.map((bucket) => bucket.findTraces(item)))
          : await withItems([item], (bucket) => bucket.findTraces(item));
      return found.flat();
    },
    async forgetHistoryBefore(at) {
      await Promise.all(all.map((bucket) => bucket.forgetHistoryBefore(at)));
    },
  };
}

/** The columns in which a row of one item may name another. */
function mentioningColumns(name: SignalName): readonly string[] {
  return name === 'near_duplicates' ? ['cluster'] : [];
}
