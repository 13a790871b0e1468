import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/base/random.ts';
import { imageEmbeddingDims } from '../../src/contracts/values.ts';
import type { Pictures } from '../../src/extraction/cluster/pictures.ts';
import { decodeImage } from '../../src/media/image/decode.ts';
import { openModelByName } from '../../src/models/open.ts';
import type { Model } from '../../src/runtime/model.ts';
import { embedImage } from '../../src/signals/image-embedding/embed-image.ts';
import { viewOf, type View } from '../../src/signals/near-duplicates/cutting/view.ts';
import { parseHash, worthlessQuality } from '../../src/signals/perceptual-hash/distance.ts';
import { pdqOf } from '../../src/signals/perceptual-hash/pdq.ts';
import { rasterOf } from '../../src/signals/vision/raster-of.ts';
import { cutRandomly } from './cuttings.ts';
import type { BenchPicture } from './pictures.ts';

/** A picture as it was, or a cutting of one. */
export interface Entry {
  readonly name: string;
  readonly family: string;
  /** Of a cutting: the position of the whole, and the share of its area. */
  readonly cutting?: { readonly of: number; readonly area: number };
  readonly view: View;
}

const models = new Map<string, Promise<Model>>();

function model(name: string): Promise<Model> {
  const opened =
    models.get(name) ?? openModelByName(name, join(tmpdir(), 'understory-bench-models'));
  models.set(name, opened);
  return opened;
}

/** Pictures and a cutting of every third, with their real hashes and embeddings. */
export async function makeCatalogue(
  pictures: readonly BenchPicture[],
  progress: (done: number) => void,
): Promise<{ readonly entries: readonly Entry[]; readonly pictures: Pictures }> {
  const random = seededRandom(7);
  const entries: Entry[] = [];
  const [hashed, embedded]: [number[], number[]] = [[], []];
  const [hashes, vectors]: [number[], number[]] = [[], []];
  const add = async (bytes: Uint8Array, entry: Omit<Entry, 'view'>) => {
    const { rasters } = await decodeImage(bytes, ['hash512', 'square224', 'small256']);
    const pdq = pdqOf(rasterOf(rasters, 'hash512'));
    if (pdq && pdq.quality > worthlessQuality) {
      hashed.push(entries.length);
      hashes.push(...parseHash(pdq.hash));
    }
    const embedding = await embedImage(rasters, 'features', { model });
    if (embedding.status === 'ok') {
      embedded.push(entries.length);
      vectors.push(...embedding.value.vector);
    }
    entries.push({ ...entry, view: viewOf(rasterOf(rasters, 'small256')) });
  };
  for (const [index, { name, family, bytes }] of pictures.entries()) {
    const whole = await bytes();
    const of = entries.length;
    await add(whole, { name, family });
    if (index % 3 === 0) {
      const { bytes: cut, area } = await cutRandomly(whole, random);
      await add(cut, { name: `cutting of ${name}`, family, cutting: { of, area } });
    }
    progress(index + 1);
  }
  const positions = Uint32Array.from(entries.keys());
  return {
    entries,
    pictures: {
      contents: Array.from(positions, String),
      contentOf: positions,
      files: Array.from(positions, String),
      hashes: Uint32Array.from(hashes),
      hashed: Uint32Array.from(hashed),
      vectors: Float32Array.from(vectors),
      dims: imageEmbeddingDims,
      embedded: Uint32Array.from(embedded),
    },
  };
}
