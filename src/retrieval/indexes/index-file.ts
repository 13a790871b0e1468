import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { decodeRowKeys, encodeRowKeys } from '../../storage/indexes/row-keys.ts';
import { saveIndex, verifySavedIndex, type SavedIndex } from '../../storage/indexes/saved-index.ts';
import type { GraphView } from './execute-nearest.ts';
import { buildGraph, viewGraph } from './graph.ts';
import { VectorRows } from './vector-rows.ts';

/** Saves rows with the graph of them, which is built here: minutes for many. */
export async function writeIndex(
  rows: VectorRows,
  indexes: string,
  { madeAt, threads }: { readonly madeAt: number; readonly threads: number },
): Promise<SavedIndex> {
  const { directory, vectors, ref, dims, buckets } = rows;
  return await saveIndex(indexes, ref, madeAt, async (folder) => {
    buildGraph(vectors, join(folder, 'graph.usearch'), threads);
    await writeFile(join(folder, 'coarse.bin'), vectors.coarse.saved(directory.size));
    await writeFile(join(folder, 'fine.bin'), vectors.fine.saved(directory.size));
    const keys = encodeRowKeys(Array.from(directory.rows(), ([, key]) => key));
    await writeFile(join(folder, 'keys.bin'), keys);
    return {
      dims,
      rows: directory.size,
      buckets: buckets.map(({ version, fragments }) => ({ version, fragments: [...fragments] })),
    };
  });
}

/**
 * Reads a saved index: the rows into memory, the graph mapped.
 *
 * @throws dependency `bad-index`
 */
export async function readIndex(
  saved: SavedIndex,
  ref: SignalRef,
  dims: number,
): Promise<GraphView> {
  const { rows: count, buckets } = await verifySavedIndex(saved, ref, dims);
  const rows = new VectorRows(ref, dims, count);
  rows.vectors.reserve(count);
  await readInto(join(saved.folder, 'coarse.bin'), rows.vectors.coarse.saved(count));
  await readInto(join(saved.folder, 'fine.bin'), rows.vectors.fine.saved(count));
  for (const key of decodeRowKeys(await readFile(join(saved.folder, 'keys.bin')))) {
    rows.directory.add(key);
    if (rows.directory.size % keysAtOnce === 0) await nextTurn();
  }
  rows.buckets = buckets.map(({ version, fragments }) => ({
    version,
    fragments: new Map(fragments),
  }));
  return { rows, graph: viewGraph(join(saved.folder, 'graph.usearch'), rows.vectors) };
}

/** Keys taken before others have their turn: about a millisecond. */
const keysAtOnce = 2048;

/** A system reads no more than 2 GB at once. */
const mostAtOnce = 1 << 30;

async function readInto(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r');
  try {
    for (let done = 0; done < bytes.byteLength;) {
      const length = Math.min(mostAtOnce, bytes.byteLength - done);
      const { bytesRead } = await file.read(bytes, done, length);
      if (bytesRead === 0) throw new RangeError(`${path} is shorter than the rows of its index.`);
      done += bytesRead;
    }
  } finally {
    await file.close();
  }
}
