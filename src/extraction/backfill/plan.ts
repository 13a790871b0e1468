import { hourMs } from '../../base/durations.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { requireModels } from '../versions/require-models.ts';
import { readVersions } from '../versions/versions.ts';
import { computeItem } from '../compute-item.ts';
import { dueSignals, inputDigestsOf } from '../due.ts';
import { loadHeads, loadRecords } from '../records.ts';
import type { Stores } from '../stores.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import { definitionOf, type BackfillShard } from './backfills.ts';
import { cpuMsOf } from './shard-work.ts';
import { pagesOfItems, type PlacedItem } from './pages.ts';

/** What a backfill would compute. */
export interface WorkPlan {
  readonly ref: SignalRef;
  /** What a program must agree on to compute it. */
  readonly definition: string;
  /** Items of the catalogue, and those of them that have something due. */
  readonly catalogue: number;
  readonly items: number;
  /** Of the assets that are to be decoded. */
  readonly bytes: number;
  readonly shards: readonly BackfillShard[];
  /** Some items that are due, to measure on. */
  readonly sample: readonly PlacedItem[];
}

/** What it would take, at the rate that was measured on a few items. */
export interface Estimate {
  readonly measuredOn: number;
  /** Of everything, decoding included; and of the signals alone, as shards count it. */
  readonly cpuMsPerItem: number;
  readonly signalCpuMsPerItem: number;
  readonly itemsPerSecond: number;
  readonly cpuHours: number;
  readonly seconds: number;
}

const pageSize = 1000;
const shardSize = 64;

/** The first shards are smaller: a backfill of few items is for several workers too. */
const firstShardSize = 16;
const firstShards = 64;
const sampleSize = 9;

/** Finds what is due of a version, and of all that it is computed from, in the whole catalogue. */
export async function planBackfill(
  ref: SignalRef,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): Promise<WorkPlan> {
  const { registry, stateOf } = await readVersions(db);
  const refs = registry.withInputs([ref]);
  const kept = refs.filter((each) => stateOf(each) !== 'dropped');
  const decodes = refs.some((each) => registry.seesPictures(each));
  const shards: BackfillShard[] = [];
  const sample: PlacedItem[] = [];
  let open: PlacedItem[] = [];
  let catalogue = 0;
  let items = 0;
  let bytes = 0;
  const cut = () => {
    const [first, last] = [open[0], open.at(-1)];
    if (!first || !last) return;
    const range = { from: first.position, to: last.position, items: open.length };
    shards.push({ number: shards.length, ...range });
    open = [];
  };
  for await (const page of pagesOfItems(db, pageSize)) {
    catalogue += page.length;
    const heads = await loadHeads(
      page.map(({ id }) => id),
      kept,
      { signals },
    );
    for (const item of page) {
      const stored = heads.get(item.id) ?? new Map();
      if (dueSignals(inputDigestsOf(item, refs, registry), stored, refs).length === 0) continue;
      items += 1;
      if (decodes) bytes += item.assets.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (sample.length < sampleSize) sample.push(item);
      open.push(item);
      if (open.length === (shards.length < firstShards ? firstShardSize : shardSize)) cut();
    }
  }
  cut();
  const definition = definitionOf(ref, registry);
  return { ref, definition, catalogue, items, bytes, shards, sample };
}

/**
 * Computes a few of the planned items, storing nothing, to know what all of them take. The first
 * warms the models and is not counted.
 *
 * @throws conflict `no-recipe-model`, `other-model` where this machine cannot compute them.
 */
export async function estimateBackfill(
  { ref, items, sample }: WorkPlan,
  stores: Stores,
  pools: ExtractionPools,
): Promise<Estimate | undefined> {
  const [first, ...rest] = sample;
  if (!first) return undefined;
  const measured = rest.length > 0 ? rest : [first];
  const { registry, stateOf } = await readVersions(stores.db);
  const refs = registry.withInputs([ref]);
  await requireModels(refs, registry, pools.modelsFolder);
  const records = await loadRecords(
    sample.map(({ id }) => id),
    refs.filter((each) => stateOf(each) !== 'dropped'),
    stores,
  );
  const work = { pools, registry, blobs: stores.blobs };
  const compute = (item: PlacedItem) =>
    computeItem(item, records.get(item.id) ?? new Map(), refs, work);
  await compute(first);
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const computed = await Promise.all(measured.map(compute));
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMsPerItem = (user + system) / 1000 / measured.length;
  const itemsPerSecond = measured.length / seconds;
  return {
    measuredOn: measured.length,
    cpuMsPerItem,
    signalCpuMsPerItem: cpuMsOf(computed) / measured.length,
    itemsPerSecond,
    cpuHours: (cpuMsPerItem * items) / hourMs,
    seconds: items / itemsPerSecond,
  };
}
