import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { MetricsSample } from '../../contracts/signals-api.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import type { Stores } from '../stores.ts';
import { readVersions, type Versions } from '../versions/versions.ts';
import { countItems } from './count-items.ts';
import { readFreshness, type Freshness } from './freshness.ts';

type SampledStores = Pick<Stores, 'db' | 'signals' | 'clock'>;

/**
 * Notes how much of the catalogue each version has computed that is computed at all. Drawn at the
 * end of every read, the samples are the history of a version's coverage and freshness.
 */
export async function sampleVersions(stores: SampledStores): Promise<void> {
  const versions = await readVersions(stores.db);
  const freshness = await readFreshness(stores.db, stores.clock());
  for (const ref of computedVersions(versions)) {
    await sampleWith(ref, versions.registry, freshness, stores);
  }
}

/** Draws, keeps and gives a sample of one version. */
export async function sampleVersion(ref: SignalRef, stores: SampledStores): Promise<MetricsSample> {
  const { registry } = await readVersions(stores.db);
  return await sampleWith(ref, registry, await readFreshness(stores.db, stores.clock()), stores);
}

/** Versions that have a table which fresh content is written to. */
export function computedVersions(versions: Versions): SignalRef[] {
  return versions.registry.refs.filter(
    (ref) => versions.maintained.includes(ref) || versions.stateOf(ref) === 'live',
  );
}

async function sampleWith(
  ref: SignalRef,
  registry: SignalRegistry,
  { items, p50, p99 }: Freshness,
  { db, signals, clock }: SampledStores,
): Promise<MetricsSample> {
  const counts = await countItems(await tableOf(signals, ref), ref, registry);
  const rows = counts.ok + counts.abstained + counts.failed;
  const coverage = items === 0 ? 0 : Math.min(1, rows / items);
  const at = new Date(clock());
  const { name, version } = versionOf(ref);
  const values = { items, ...counts, coverage, freshness_p50_s: p50, freshness_p99_s: p99 };
  await db
    .insertInto('signal_metrics')
    .values({ signal: name, version, at, ...values })
    .onConflict((conflict) => conflict.columns(['signal', 'version', 'at']).doUpdateSet(values))
    .execute();
  return {
    at: at.toISOString(),
    items,
    ...counts,
    coverage,
    freshnessP50Seconds: p50,
    freshnessP99Seconds: p99,
  };
}
