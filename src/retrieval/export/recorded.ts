import type { SignalRead } from '../../consumers/ledger/record.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import type { ExportedVersion, ExportRow } from './rows.ts';

/** The rows of an export; each batch is in the ledger before it is handed over, also of half an export. */
export async function* recordedRows(
  exported: readonly ExportedVersion[],
  batches: AsyncIterable<readonly ExportRow[]>,
  record: (reads: readonly SignalRead[]) => Promise<void>,
): AsyncIterable<readonly ExportRow[]> {
  for await (const batch of batches) {
    const items = batch.length;
    await record(
      exported.map(({ ref }) => {
        const { name, version } = versionOf(ref);
        return { signal: name, version, items };
      }),
    );
    yield batch;
  }
}
