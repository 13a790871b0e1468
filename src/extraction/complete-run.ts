import { messageOf } from '../base/errors.ts';
import { clusterNearDuplicates } from './cluster/cluster.ts';
import { compactTables } from './compact.ts';
import { sampleVersions } from './metrics/sample.ts';
import { endRun, listExtracted } from './read/runs.ts';
import { refreshSearchStatistics } from './search-statistics.ts';
import type { Stores } from './stores.ts';

/**
 * What a run ends with once all its shards are finished: what is of the whole catalogue. It is done
 * once for all runs that have come so far, since programs that send items one by one make many.
 */
export async function completeRun(run: string, stores: Stores): Promise<void> {
  const extracted = await listExtracted(stores.db);
  if (!extracted.includes(run)) return;
  await clusterNearDuplicates(stores);
  await compactTables(stores);
  await sampleVersions(stores);
  await refreshSearchStatistics(stores.db);
  for (const id of extracted) await endRun(stores.db, id, { state: 'done' }, stores.clock());
}

/** Ends a run whose completion went wrong every time: its signals are there, its clusters may not be. */
export async function failRun(run: string, error: unknown, stores: Stores): Promise<void> {
  stores.log.error({ run, error: messageOf(error) }, 'a run could not be completed');
  await endRun(stores.db, run, { state: 'failed', error: messageOf(error) }, stores.clock());
}
