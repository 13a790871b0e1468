import { messageOf } from '../base/errors.ts';
import { clusterNearDuplicates } from './cluster/cluster.ts';
import { compactTables } from './compact.ts';
import { sampleVersions } from './metrics/sample.ts';
import { endRun } from './read/runs.ts';
import { refreshSearchStatistics } from './search-statistics.ts';
import type { Stores } from './stores.ts';

/** What a run ends with once all its shards are finished: what is of the whole catalogue. */
export async function completeRun(run: string, stores: Stores): Promise<void> {
  await clusterNearDuplicates(stores);
  await compactTables(stores);
  await sampleVersions(stores);
  await refreshSearchStatistics(stores.db);
  await endRun(stores.db, run, { state: 'done' }, stores.clock());
}

/** Ends a run whose completion went wrong every time: its signals are there, its clusters may not be. */
export async function failRun(run: string, error: unknown, stores: Stores): Promise<void> {
  stores.log.error({ run, error: messageOf(error) }, 'a run could not be completed');
  await endRun(stores.db, run, { state: 'failed', error: messageOf(error) }, stores.clock());
}
