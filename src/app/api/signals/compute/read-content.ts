import type { FastifyRequest } from 'fastify';
import { inputError } from '../../../../base/errors.ts';
import { contentRequestSchema } from '../../../../contracts/online.ts';
import { heldPicture, noText, type OnlineContent } from '../../../../extraction/online/content.ts';
import type { Fetcher } from '../../../../ingest/fetch/fetcher.ts';
import { contentText, isEmptyContent } from '../../../online/content-text.ts';
import { validate } from '../../validate.ts';
import { multipartContent } from './multipart.ts';

/**
 * The content of a request: the bytes of a picture, a form with pictures and text, or JSON with an
 * address and text.
 *
 * @param gone Aborted when nobody waits for it any more.
 * @throws input `no-content`, `invalid-request`, and what reading pictures, forms and addresses
 *   throws.
 */
export async function readContent(
  { body, headers }: Pick<FastifyRequest, 'body' | 'headers'>,
  fetcher: Fetcher,
  gone: AbortSignal,
): Promise<OnlineContent> {
  const content = await contentOf(body, headers['content-type'] ?? '', fetcher, gone);
  if (!isEmptyContent(content)) return content;
  throw inputError(
    'no-content',
    'Expected a picture or text to compute signals of: the bytes of a picture as the body, a form, or JSON with url, title, description or tags.',
  );
}

async function contentOf(
  body: unknown,
  contentType: string,
  fetcher: Fetcher,
  gone: AbortSignal,
): Promise<OnlineContent> {
  if (Buffer.isBuffer(body)) {
    if (/^multipart\/form-data/i.test(contentType))
      return await multipartContent(body, contentType);
    const pictures = body.byteLength === 0 ? [] : [heldPicture(body, 'the body')];
    return { pictures, text: noText, attributes: {} };
  }
  const { url, ...text } = validate(contentRequestSchema, body);
  const pictures =
    url === undefined ? [] : [heldPicture((await fetcher.fetch(url, gone)).bytes, url)];
  return { pictures, ...contentText(text) };
}
