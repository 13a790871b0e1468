import { inputError } from '../../base/errors.ts';
import type { SearchRequest } from '../../contracts/api.ts';
import type { Box } from '../../contracts/box.ts';
import type { QueryPart } from '../../contracts/search.ts';
import { heldPicture, storedPicture } from '../../extraction/online/content.ts';
import { clipBox } from '../../retrieval/clip-box.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { SearchPart } from './query.ts';

type Asked = Pick<SearchRequest, 'text' | 'item' | 'asset' | 'box' | 'parts'>;

/**
 * The parts of a request: those it lists, or the one that it is.
 *
 * @param pictures Files that came with it, by their name in the form.
 * @throws input `one-query`, `no-part`, `empty-box`, `empty-file`, `wrong-type`; not-found `no-blob`
 */
export async function partsOf(
  { text, item, asset, box, parts }: Asked,
  pictures: ReadonlyMap<string, Uint8Array>,
  blobs: Pick<Blobs, 'localPath'>,
): Promise<SearchPart[]> {
  const single = [text, item, asset].filter((given) => given !== undefined);
  if (parts === undefined ? single.length !== 1 : single.length > 0 || box !== undefined) {
    throw inputError(
      'one-query',
      'Expected one of text, item and asset to search with, or parts, which mix them: {"parts": [{"item": "…"}, {"text": "blue"}]}.',
    );
  }
  const listed = parts ?? [{ text, item, asset, box, weight: 1 }];
  return await Promise.all(listed.map((part) => partOf(part, pictures, blobs)));
}

async function partOf(
  { text, item, asset, picture, box, weight }: QueryPart,
  pictures: ReadonlyMap<string, Uint8Array>,
  blobs: Pick<Blobs, 'localPath'>,
): Promise<SearchPart> {
  if (text !== undefined) return { kind: 'text', text, weight };
  if (item !== undefined) return { kind: 'item', id: item, weight, ...(box && { box }) };
  const clipped = box && clipBox(box);
  if (asset !== undefined) {
    const held = storedPicture(asset, await blobs.localPath(asset), clipped);
    return { kind: 'picture', picture: held, weight };
  }
  const bytes = pictures.get(picture ?? '');
  if (bytes === undefined) {
    throw inputError(
      'no-part',
      `The search names a picture ${JSON.stringify(picture)}, but the form has no file of that name${pictures.size > 0 ? `: it has ${[...pictures.keys()].join(', ')}` : ''}.`,
    );
  }
  return pictureOf(bytes, weight, clipped, `the picture ${picture}`);
}

/** Bytes from outside as a part of a search. @throws input `empty-file`, `wrong-type` */
export function pictureOf(
  bytes: Uint8Array,
  weight = 1,
  box?: Box,
  what = 'the picture',
): SearchPart {
  return { kind: 'picture', picture: heldPicture(bytes, what, box), weight };
}
