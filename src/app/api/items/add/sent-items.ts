import type { FastifyRequest } from 'fastify';
import { inputError } from '../../../../base/errors.ts';
import { mostPictures } from '../../../../contracts/online.ts';
import {
  postedFieldsSchema,
  postedItemSchema,
  postItemsSchema,
} from '../../../../contracts/posted-items.ts';
import { badIdWords, isValidId } from '../../../../ingest/clean-text.ts';
import { requireMedia } from '../../../../ingest/fetch/require-media.ts';
import { isWordless, itemText } from '../../../../ingest/item-text.ts';
import type { SentItem } from '../../../../ingest/sources/posted.ts';
import { readFormContent } from '../../form.ts';
import { validate } from '../../validate.ts';

/**
 * The items of a request: JSON of many; a form of one with its files; or one that is the bytes of
 * its picture, with its fields in the address.
 *
 * @throws input `invalid-request`, `bad-id`, `repeated-id`, `empty-item`, `bad-multipart`,
 *   `too-many-parts`, and of files `empty-file`, `wrong-type`, `svg-refused`
 */
export async function sentItems({
  body,
  query,
  headers,
}: Pick<FastifyRequest, 'body' | 'query' | 'headers'>): Promise<SentItem[]> {
  const contentType = headers['content-type'] ?? '';
  const items = Buffer.isBuffer(body)
    ? [
        /^multipart\/form-data/i.test(contentType)
          ? await itemOfForm(body, contentType)
          : { ...validate(postedFieldsSchema, query), files: [body] },
      ]
    : validate(postItemsSchema, body).items;
  const seen = new Set<string>();
  for (const item of items) {
    requireWhole(item);
    if (seen.has(item.id)) {
      throw inputError('repeated-id', `The id ${item.id} comes twice. Send each item once.`);
    }
    seen.add(item.id);
  }
  return items;
}

/** Every part with a file name is a picture or a video, the others are fields; `attributes` is JSON. */
async function itemOfForm(body: Buffer, contentType: string): Promise<SentItem> {
  const { fields, files } = await readFormContent(body, contentType, mostPictures);
  const { attributes, ...own } = fields;
  const given = attributes === undefined ? {} : { attributes: jsonOf(attributes) };
  return { ...validate(postedItemSchema, { ...own, ...given }), files };
}

function jsonOf(field: string | string[] | undefined): unknown {
  try {
    if (typeof field === 'string') return JSON.parse(field);
  } catch {
    // What is no JSON is no attributes: said below.
  }
  throw inputError(
    'invalid-request',
    'attributes: Expected a JSON object of text, numbers, true or false, and lists of text',
  );
}

function requireWhole({ id, files = [], images = [], videos = [], ...text }: SentItem): void {
  if (!isValidId(id)) throw inputError('bad-id', badIdWords(id));
  for (const [at, bytes] of files.entries()) requireMedia(bytes, `file ${at + 1} of ${id}`);
  if (!isWordless(itemText(text)) || files.length + images.length + videos.length > 0) return;
  throw inputError(
    'empty-item',
    `Expected a picture, a video or text of ${id}, got none. Send files, images, videos, title, description or tags.`,
  );
}
