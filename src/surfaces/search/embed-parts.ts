import { inputError } from '../../base/errors.ts';
import { storedPicture } from '../../extraction/online/content.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { clipBox } from '../../retrieval/clip-box.ts';
import { ownEmbedding } from '../../retrieval/own-embedding.ts';
import {
  embedDepiction,
  embedPicture,
  embedWords,
  type Asking,
} from '../../retrieval/query-embedding.ts';
import { requireItem } from '../../retrieval/require-item.ts';
import type { Embedding } from '../../signals/embedding.ts';
import { combine, type CombinedQuery } from './combine.ts';
import type { ItemPart, SearchPart } from './query.ts';
import type { Searcher } from './searcher.ts';

/** What a search looks for in the spaces that are searched. */
export interface QueryVectors {
  /** In the space of pictures. */
  readonly looks: CombinedQuery | undefined;
  /** In the space of texts. */
  readonly meaning: CombinedQuery | undefined;
}

/**
 * Parts in the live spaces of pictures and of texts. Words are in both where the encoder of pictures
 * is one of a pair; an item is in that of texts where it has no picture.
 *
 * @throws not-found `no-item`; input `no-picture`, `no-embedding`, `empty-box`, `nothing-left`
 */
export async function embedParts(
  parts: readonly SearchPart[],
  versions: Versions,
  searcher: Searcher,
): Promise<QueryVectors> {
  const asking: Asking = { ...searcher, versions };
  const embedded = await Promise.all(parts.map((part) => embedPart(part, asking, searcher)));
  const inSpace = (name: keyof QueryVectors) => {
    const weighed = embedded.flatMap((spaces, at) => {
      const embedding = spaces[name];
      return embedding ? [{ embedding, weight: parts[at]?.weight ?? 1 }] : [];
    });
    return combine(weighed);
  };
  return { looks: inSpace('looks'), meaning: inSpace('meaning') };
}

interface Embedded {
  readonly looks?: Embedding | undefined;
  readonly meaning?: Embedding | undefined;
}

async function embedPart(
  part: SearchPart,
  asking: Asking,
  { stores }: Searcher,
): Promise<Embedded> {
  const pictures = asking.versions.live('image_embedding');
  const texts = asking.versions.live('text_embedding');
  switch (part.kind) {
    case 'text': {
      const [meaning, looks] = await Promise.all([
        embedWords(part.text, texts, asking),
        embedDepiction(part.text, pictures, asking),
      ]);
      return { meaning, looks };
    }
    case 'picture':
      return { looks: await embedPicture(part.picture, pictures, asking) };
    case 'item': {
      if (part.box) return { looks: await embedBox(part.id, part.box, asking, stores) };
      const looks = await ownEmbedding(part.id, pictures, stores);
      if (looks.embedding) return { looks: looks.embedding };
      const meaning = await ownEmbedding(part.id, texts, stores);
      if (meaning.embedding) return { meaning: meaning.embedding };
      await requireItem(part.id, stores.db);
      throw inputError(
        'no-picture',
        `The item ${part.id} has no embedding of a picture: ${looks.reason}.`,
      );
    }
  }
}

async function embedBox(
  id: string,
  box: NonNullable<ItemPart['box']>,
  asking: Asking,
  { db, blobs }: Searcher['stores'],
): Promise<Embedding> {
  const { assets } = await requireItem(id, db);
  const image = assets.find(({ medium }) => medium === 'image');
  if (!image) {
    throw inputError('no-picture', `The item ${id} has no picture to cut a part from.`);
  }
  const picture = storedPicture(image.digest, await blobs.localPath(image.digest), clipBox(box));
  return await embedPicture(picture, asking.versions.live('image_embedding'), asking);
}
