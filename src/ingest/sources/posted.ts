import { digestOf } from '../../base/digest.ts';
import type { PostedItem } from '../../contracts/posted-items.ts';
import { attributesOf } from '../attributes.ts';
import { itemText } from '../item-text.ts';
import type { AssetOrigin, ListedItem, Source } from '../listed.ts';

/** An item as it was sent, with the bytes that came beside it. */
export interface SentItem extends PostedItem {
  readonly files?: readonly Uint8Array[];
}

const prefix = 'posted:';

/** Whether the name of a source is that of items that a program sent. */
export function isPosted(source: string): boolean {
  return source.startsWith(prefix);
}

/**
 * Items that a program sent, as a source. Each sender has its own, so that none writes over the
 * items of another.
 *
 * @param by The consumer, or `console` for the owner.
 */
export function postedSource(by: string, items: readonly SentItem[]): Source {
  return {
    name: `${prefix}${by}`,
    title: `posted by ${by}`,
    async *list() {
      for (const item of items) yield listed(item, by);
    },
    count: async () => items.length,
  };
}

function listed(item: SentItem, by: string): ListedItem {
  const { id, images = [], videos = [], files = [], attributes = {} } = item;
  return {
    kind: 'item',
    id,
    origin: `posted by ${by}`,
    assets: [
      ...files.map((bytes, at): AssetOrigin => ({
        kind: 'bytes',
        name: `${id}, file ${at + 1}`,
        revision: digestOf(bytes),
        bytes: async () => bytes,
      })),
      ...[...images, ...videos].map((url): AssetOrigin => ({ kind: 'url', url })),
    ],
    text: itemText(item),
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([name, value]) => attributesOf(name, value)),
    ),
  };
}
