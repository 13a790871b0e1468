import { Piscina } from 'piscina';
import { sql } from 'kysely';
import { entryOf } from '../../base/own-code.ts';
import { imageEmbeddingDims } from '../../contracts/values.ts';
import { contractOf } from '../../signals/table.ts';
import { starClusters, type Membership } from '../../signals/near-duplicates/clusters.ts';
import { parseHash, worthlessQuality } from '../../signals/perceptual-hash/distance.ts';
import type { SignalRecord } from '../../storage/lance/signal-table.ts';
import type { Stores } from '../stores.ts';
import type { ClusterAnswer, ClusterTask } from './find-edges.ts';

/** Items written at once. */
const batchSize = 1000;

/**
 * Finds the near-duplicates of all items that were computed since the last time and makes the
 * clusters that they touch anew. Only one process may do so at a time.
 */
export async function clusterNearDuplicates(stores: Stores): Promise<void> {
  const changed = await stores.db
    .selectFrom('items')
    .select(['id', 'done_input'])
    .where('done_input', 'is not', null)
    .where((eb) => eb('clustered_input', 'is distinct from', eb.ref('done_input')))
    .execute();
  if (changed.length === 0) return;
  const task = await loadTask(
    changed.map(({ id }) => id),
    stores,
  );
  const { edges, affected } = await compute(task);
  await storeClusters(affected, starClusters(edges), stores);
  for (let start = 0; start < changed.length; start += batchSize) {
    const batch = changed.slice(start, start + batchSize);
    await sql`
      update items set clustered_input = seen.input
      from unnest(${batch.map(({ id }) => id)}::text[], ${batch.map((row) => row.done_input)}::text[])
        as seen (id, input)
      where items.id = seen.id`.execute(stores.db);
  }
}

async function loadTask(changed: readonly string[], { signals }: Stores): Promise<ClusterTask> {
  const hashItems: string[] = [];
  const words: number[] = [];
  const hashTable = await signals.table('perceptual_hash', contractOf('perceptual_hash').version);
  for await (const batch of hashTable.scan(`status = 'ok' AND quality > ${worthlessQuality}`)) {
    for (const { item, value } of batch) {
      if (!value) continue;
      hashItems.push(item);
      words.push(...parseHash(value.hash));
    }
  }
  const vectorItems: string[] = [];
  const chunks: Float32Array[] = [];
  const vectorTable = await signals.table('image_embedding', contractOf('image_embedding').version);
  for await (const batch of vectorTable.scan(`status = 'ok' AND part = ''`)) {
    for (const { item, value } of batch) {
      if (!value) continue;
      vectorItems.push(item);
      chunks.push(Float32Array.from(value.vector));
    }
  }
  const vectors = new Float32Array(vectorItems.length * imageEmbeddingDims);
  for (const [at, chunk] of chunks.entries()) vectors.set(chunk, at * imageEmbeddingDims);
  return {
    hashItems,
    hashes: Uint32Array.from(words),
    vectorItems,
    dims: imageEmbeddingDims,
    vectors,
    changed,
  };
}

async function compute(task: ClusterTask): Promise<ClusterAnswer> {
  const { path, execArgv } = entryOf(import.meta.url, './cluster-worker');
  const worker = new Piscina<ClusterTask, ClusterAnswer>({
    filename: path,
    execArgv,
    maxThreads: 1,
  });
  try {
    const transferList = [task.hashes.buffer, task.vectors.buffer].filter(
      (buffer) => buffer instanceof ArrayBuffer,
    );
    return await worker.run(task, { transferList });
  } finally {
    await worker.destroy();
  }
}

async function storeClusters(
  affected: readonly string[],
  members: ReadonlyMap<string, Membership>,
  { db, signals, clock }: Stores,
): Promise<void> {
  const { version } = contractOf('near_duplicates');
  const table = await signals.table('near_duplicates', version);
  const computedAt = clock();
  for (let start = 0; start < affected.length; start += batchSize) {
    const ids = affected.slice(start, start + batchSize);
    const records = ids.map((item): SignalRecord<'near_duplicates'> => {
      const value = members.get(item);
      const head = { item, part: '', input: `${version}`, computedAt };
      return value
        ? { ...head, status: 'ok', reason: null, value }
        : { ...head, status: 'abstained', reason: 'nothing is near it', value: null };
    });
    await table.replace(ids, records);
    await sql`
      update items set cluster = made.cluster
      from unnest(${ids}::text[], ${ids.map((id) => members.get(id)?.cluster ?? null)}::text[])
        as made (id, cluster)
      where items.id = made.id`.execute(db);
  }
}
