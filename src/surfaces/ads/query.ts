import type { ItemText } from '../../contracts/item.ts';
import { badPictureError } from '../../extraction/online/bad-picture.ts';
import { wholeOf } from '../../extraction/online/answer.ts';
import type { HeldPicture } from '../../extraction/online/content.ts';
import { Refused } from '../../extraction/online/refused.ts';
import type { Asking } from '../../retrieval/query-embedding.ts';
import { requireItem } from '../../retrieval/require-item.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import {
  comparedSignals,
  contentOf,
  readComparedValues,
  type ComparedValues,
  type Content,
} from './content.ts';

/** What ads are sought for: an item of the catalogue, or content that comes with the request. */
export type AdsQuery =
  | { readonly item: string }
  | { readonly text?: string | undefined; readonly picture?: HeldPicture | undefined };

export interface UnderstoodQuery {
  readonly content: Content;
  /** The item itself, which is no ad for itself. */
  readonly item: string | undefined;
}

/**
 * What is known of a query: the stored signals of an item, or those of the content, computed by the
 * very extractors of a read.
 *
 * @throws not-found `no-item`; input where a picture cannot be decoded
 * @throws Refused where there is no room to compute now
 */
export async function understandQuery(
  query: AdsQuery,
  asking: Asking,
  { db, signals }: Pick<VectorStores, 'db' | 'signals'>,
): Promise<UnderstoodQuery> {
  const { versions } = asking;
  if ('item' in query) {
    const row = await requireItem(query.item, db);
    const values = (await readComparedValues([row.id], versions, signals)).get(row.id) ?? {};
    return { content: contentOf(row, values, versions), item: row.id };
  }
  const { text: title, picture } = query;
  const text = { ...(title !== undefined && { title }), tags: [] };
  const values = await compute(text, picture, asking);
  return { content: contentOf({ text, attributes: {} }, values, versions), item: undefined };
}

async function compute(
  text: ItemText,
  picture: HeldPicture | undefined,
  { online, versions, deadline, signal }: Asking,
): Promise<ComparedValues> {
  const asked = comparedSignals.map((name) => versions.live(name));
  const result = await online.compute({
    content: { pictures: picture ? [picture] : [], text, attributes: {} },
    asked,
    versions,
    deadline,
    ...(signal && { signal }),
  });
  if (result.kind === 'refused') throw new Refused(result);
  if (result.kind === 'bad-picture') throw badPictureError(result);
  return Object.fromEntries(
    comparedSignals.flatMap((name) => {
      const outcome = wholeOf(result.values.get(versions.live(name))?.entry);
      return outcome?.status === 'ok' ? [[name, outcome.value]] : [];
    }),
  );
}
