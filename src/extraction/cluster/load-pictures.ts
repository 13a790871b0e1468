import { imageEmbeddingDims } from '../../contracts/values.ts';
import { parseHash, worthlessQuality } from '../../signals/perceptual-hash/distance.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import type { Pictures, Representative } from './pictures.ts';

/** Reads the hashes and embeddings of contents, of each from the rows of its representative. */
export async function loadPictures(
  representatives: readonly Representative[],
  signals: SignalStore,
): Promise<Pictures> {
  const positions = new Map(representatives.map(({ item }, at) => [item, at]));
  const pictures = new Map<string, number>();
  const contentOf: number[] = [];
  const files: string[] = [];
  /** The picture that a row is of; undefined for rows of other items and of whole videos. */
  const pictureOf = (item: string, part: string): number | undefined => {
    const content = positions.get(item);
    if (content === undefined) return undefined;
    const file = fileOfPart(part, representatives[content]?.assets ?? []);
    if (file === undefined) return undefined;
    const key = `${content} ${part}`;
    const known = pictures.get(key);
    if (known !== undefined) return known;
    pictures.set(key, contentOf.length);
    contentOf.push(content);
    files.push(file);
    return contentOf.length - 1;
  };

  const hashTable = await tableOf(signals, 'perceptual_hash@1');
  const hashed: number[] = [];
  const hashes: Uint32Array[] = [];
  const worthy = `status = 'ok' AND quality > ${worthlessQuality}`;
  for await (const batch of hashTable.columns(['item', 'part', 'hash'], worthy)) {
    for (let row = 0; row < batch.rows; row += 1) {
      const picture = pictureOf(batch.text('item', row), batch.text('part', row));
      if (picture === undefined) continue;
      hashed.push(picture);
      hashes.push(parseHash(batch.text('hash', row)));
    }
  }

  const vectorTable = await tableOf(signals, 'image_embedding@1');
  const embedded: number[] = [];
  const chunks: Float32Array[] = [];
  for await (const batch of vectorTable.columns(['item', 'part', 'vector'], `status = 'ok'`)) {
    const chunk = new Float32Array(batch.rows * imageEmbeddingDims);
    let filled = 0;
    for (let row = 0; row < batch.rows; row += 1) {
      const picture = pictureOf(batch.text('item', row), batch.text('part', row));
      if (picture === undefined || files[picture] === '') continue;
      embedded.push(picture);
      chunk.set(batch.vector('vector', row), filled);
      filled += imageEmbeddingDims;
    }
    chunks.push(chunk.subarray(0, filled));
  }

  return {
    contents: representatives.map(({ content }) => content),
    contentOf: Uint32Array.from(contentOf),
    files,
    hashes: joined(hashes, new Uint32Array(hashes.length * 8)),
    hashed: Uint32Array.from(hashed),
    vectors: joined(chunks, new Float32Array(embedded.length * imageEmbeddingDims)),
    dims: imageEmbeddingDims,
    embedded: Uint32Array.from(embedded),
  };
}

/**
 * The digest of the file that a part is a picture of: empty for a frame of a video; undefined where
 * it is none, as of a whole video.
 */
export function fileOfPart(part: string, assets: Representative['assets']): string | undefined {
  const isFrame = /(?:^|\/)k\d+$/.test(part);
  const asset = assets[Number.parseInt(part, 10) || 0];
  if (asset === undefined || (asset.medium === 'video') !== isFrame) return undefined;
  return isFrame ? '' : asset.digest;
}

function joined<Numbers extends Float32Array | Uint32Array>(
  chunks: readonly Numbers[],
  into: Numbers,
): Numbers {
  let at = 0;
  for (const chunk of chunks) {
    into.set(chunk, at);
    at += chunk.length;
  }
  return into;
}
