import type { z } from 'zod';
import type { Stores } from '../../extraction/stores.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { recordsByItem } from '../../storage/lance/records-by-item.ts';
import type { SignalRecord } from '../../storage/lance/signal-table.ts';
import { tableOf } from '../../storage/lance/table-of.ts';

/** A version to export, under the name it was asked for by: that of its signal, or `name@version`. */
export interface ExportedVersion {
  readonly label: string;
  readonly ref: SignalRef;
  readonly schema: z.ZodObject;
  /** Whether it says several things of a picture. */
  readonly hasParts: boolean;
}

export function exportedVersion(
  label: string,
  ref: SignalRef,
  registry: SignalRegistry,
): ExportedVersion {
  const hasParts = registry.findExtractor(ref)?.extractParts !== undefined;
  return { label, ref, schema: registry.schemaOf(ref), hasParts };
}

/** One item: its id and the value of each label, null where the signal did not speak. */
export interface ExportRow {
  readonly id: string;
  readonly values: ReadonlyMap<string, unknown>;
}

/** Items read at once. */
const batchSize = 256;

/**
 * Every item of the catalogue, as it is now, in the order of ids with the named signals. A signal
 * that says something of several parts of a picture, as crop_embedding does of boxes, gives a list of
 * them with their parts.
 *
 * @param asOf The values as readers saw them then, in ms since 1970; undefined for now.
 */
export async function* exportRows(
  exported: readonly ExportedVersion[],
  asOf: number | undefined,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): AsyncIterable<ExportRow[]> {
  let after = '';
  for (;;) {
    const batch = await db
      .selectFrom('items')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(batchSize)
      .execute();
    const last = batch.at(-1);
    if (!last) return;
    after = last.id;
    const ids = batch.map(({ id }) => id);
    const columns = await Promise.all(
      exported.map(async ({ label, ref, hasParts }) => {
        const table = await tableOf(signals, ref);
        const records =
          asOf === undefined ? await table.recordsOf(ids) : await table.recordsAsOf(ids, asOf);
        return [label, hasParts, recordsByItem(records)] as const;
      }),
    );
    yield ids.map((id) => ({
      id,
      values: new Map(
        columns.map(([label, hasParts, records]) => [label, valueOf(hasParts, records.get(id))]),
      ),
    }));
  }
}

function valueOf(hasParts: boolean, records: readonly SignalRecord[] = []): unknown {
  if (hasParts) {
    return records.flatMap(({ part, value }) => (value ? [{ part, ...value }] : []));
  }
  return records.find(({ part }) => part === '')?.value ?? null;
}
