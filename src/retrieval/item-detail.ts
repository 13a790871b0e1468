import type { ItemDetail, SignalRow } from '../contracts/api.ts';
import { signalNames } from '../contracts/values.ts';
import type { Stores } from '../extraction/stores.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import type { SignalContract } from '../contracts/signal.ts';
import type { SignalRecord } from '../storage/lance/signal-table.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import { cardOf } from './card.ts';
import { requireItem } from './require-item.ts';

/** Numbers shown of an embedding; the export has them all. */
const shownDims = 8;

/** @throws not-found `no-item` */
export async function getItemDetail(
  id: string,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): Promise<ItemDetail> {
  const row = await requireItem(id, db);
  const versions = await readVersions(db);
  const rows = await Promise.all(
    signalNames.map(async (name) => {
      const ref = versions.live(name);
      const table = await tableOf(signals, ref);
      const contract = versions.registry.contractOf(ref);
      return (await table.recordsOf([id])).map((record) => rowOf(contract, record));
    }),
  );
  return {
    card: cardOf(row),
    assets: row.assets,
    text: row.text,
    attributes: row.attributes,
    source: row.source,
    failure:
      row.failure_code === null
        ? null
        : { code: row.failure_code, message: row.failure_message ?? '' },
    readAt: row.read_at.toISOString(),
    signals: rows.flat(),
  };
}

function rowOf({ name, version, kind, models }: SignalContract, record: SignalRecord): SignalRow {
  return {
    signal: name,
    version,
    kind,
    part: record.part,
    status: record.status,
    reason: record.reason,
    models: [...models],
    computedAt: new Date(record.computedAt).toISOString(),
    value: shortened(record.value),
  };
}

function shortened(value: SignalRecord['value']): unknown {
  if (value === null || !('vector' in value)) return value;
  return { ...value, vector: value.vector.slice(0, shownDims) };
}
