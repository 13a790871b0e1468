import { digestOf, digestOfJson } from '../../base/digest.ts';
import { inputError } from '../../base/errors.ts';
import type { Box } from '../../contracts/box.ts';
import type { AttributeValue, Item, ItemText } from '../../contracts/item.ts';
import { requireMedia } from '../../ingest/fetch/require-media.ts';
import type { PictureSource } from '../workers/tasks.ts';

/** A picture that is not in the catalogue, or a part of one that is. */
export interface HeldPicture {
  /** Of the bytes, and of the part where it is only that: what results are kept by. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly source: PictureSource;
}

/** Content whose signals are asked for, as an item of the catalogue would have it. */
export interface OnlineContent {
  readonly pictures: readonly HeldPicture[];
  readonly text: ItemText;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export const noText: ItemText = { tags: [] };

/**
 * Bytes from outside as a picture to compute with, or as the part of it inside a box.
 *
 * @param what How to call it in messages.
 * @throws input `empty-file`, `wrong-type`, `svg-refused`
 */
export function heldPicture(bytes: Uint8Array, what: string, box?: Box): HeldPicture {
  if (requireMedia(bytes, what).medium === 'video') {
    throw inputError(
      'wrong-type',
      `Expected a picture, ${what} is a video: its signals come of reading it into the catalogue (understory read).`,
    );
  }
  const source = { bytes, ...(box && { box }) };
  return { digest: digestWith(digestOf(bytes), box), sizeBytes: bytes.byteLength, source };
}

/** A picture of the catalogue, or the part of it inside a box. */
export function storedPicture(digest: string, path: string, box?: Box): HeldPicture {
  return { digest: digestWith(digest, box), sizeBytes: 0, source: { path, ...(box && { box }) } };
}

/** The content as an item, whose inputs have the digests that they would have in the catalogue. */
export function itemOfContent({ pictures, text, attributes }: OnlineContent): Item {
  const assets = pictures.map(({ digest, sizeBytes }) => ({
    digest,
    medium: 'image' as const,
    sizeBytes,
    origin: 'request',
  }));
  return { id: 'request', assets, text, attributes };
}

function digestWith(digest: string, box: Box | undefined): string {
  return box === undefined ? digest : digestOfJson([digest, box]);
}
