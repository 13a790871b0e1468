import { createHashIndex, type HashIndex } from '../../signals/near-duplicates/hash-index.ts';
import type { Edge } from '../../signals/near-duplicates/clusters.ts';
import { turnedHashes } from '../../signals/near-duplicates/turned-hash.ts';
import { matchDistance } from '../../signals/perceptual-hash/distance.ts';
import { createVectorNeighbours, type VectorTask } from './vector-neighbours.ts';

/** What near-duplicates are found by: hashes and embeddings with the items they are of. */
export interface ClusterTask extends VectorTask {
  readonly hashItems: readonly string[];
  /** Eight words each, in the order of `hashItems`. */
  readonly hashes: Uint32Array;
}

export interface ClusterAnswer {
  readonly edges: readonly Edge[];
  /** The changed items and all that are tied to them, however remotely. */
  readonly affected: readonly string[];
}

/**
 * The edges of every item that a changed one is tied to: their clusters, and no others, may come
 * out differently.
 */
export function findEdges(task: ClusterTask): ClusterAnswer {
  const hashesOf = groupHashes(task);
  const index = indexHashes(hashesOf);
  const items = [...hashesOf.keys()];
  const vectors = createVectorNeighbours(task);
  const edges: Edge[] = [];
  const affected = new Set(task.changed);
  for (const item of affected) {
    const near = [
      ...hashEdges(item, hashesOf.get(item) ?? [], index, items),
      ...vectors.edgesOf(item),
    ];
    for (const edge of near) {
      edges.push(edge);
      affected.add(edge.b);
    }
  }
  return { edges, affected: [...affected] };
}

function groupHashes({ hashItems, hashes }: ClusterTask): Map<string, Uint32Array[]> {
  const grouped = new Map<string, Uint32Array[]>();
  for (const [at, item] of hashItems.entries()) {
    const own = grouped.get(item) ?? [];
    own.push(hashes.subarray(at * 8, at * 8 + 8));
    grouped.set(item, own);
  }
  return grouped;
}

/** The keys of the index are positions among the items. An item of several pictures has several hashes. */
interface ItemIndex {
  readonly index: HashIndex;
  readonly itemOf: readonly number[];
}

function indexHashes(hashesOf: ReadonlyMap<string, readonly Uint32Array[]>): ItemIndex {
  const index = createHashIndex();
  const itemOf: number[] = [];
  for (const [position, hashes] of [...hashesOf.values()].entries()) {
    for (const hash of hashes) {
      index.add(itemOf.length, hash);
      itemOf.push(position);
    }
  }
  return { index, itemOf };
}

function hashEdges(
  item: string,
  hashes: readonly Uint32Array[],
  { index, itemOf }: ItemIndex,
  items: readonly string[],
): Edge[] {
  const nearest = new Map<string, number>();
  for (const hash of hashes.flatMap((own) => turnedHashes(own))) {
    for (const { key, distance } of index.within(hash, matchDistance)) {
      const other = items[itemOf[key] ?? -1];
      if (other === undefined || other === item) continue;
      nearest.set(other, Math.min(distance, nearest.get(other) ?? distance));
    }
  }
  return [...nearest].map(([b, distance]) => ({ a: item, b, by: 'hash', distance }));
}
