import { Response } from 'undici';
import { inputError } from '../../base/errors.ts';

/**
 * The fields and files of a `multipart/form-data` body, in their order.
 *
 * @param mostParts More are refused before any is read.
 * @throws input `bad-multipart`, `too-many-parts`
 */
export async function readForm(body: Buffer, contentType: string, mostParts: number) {
  if (countParts(body, contentType, mostParts) > mostParts) {
    throw inputError('too-many-parts', `Expected at most ${mostParts} parts in the form.`);
  }
  try {
    // Its own copy: a body from the pool of small buffers is a view of more than it.
    const response = new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    });
    return await response.formData();
  } catch (cause) {
    throw inputError(
      'bad-multipart',
      'Expected a form as RFC 7578 has it: parts between lines of the boundary that the content type names.',
      { cause },
    );
  }
}

/** Counted before it is parsed, so that a body of nothing but boundaries costs a search. */
function countParts(body: Buffer, contentType: string, mostParts: number): number {
  const boundary = /boundary="?([^";]{1,70})/i.exec(contentType)?.[1];
  if (boundary === undefined) return 0;
  const line = Buffer.from(`--${boundary}`);
  let parts = 0;
  for (let at = body.indexOf(line); at >= 0 && parts <= mostParts; parts += 1) {
    at = body.indexOf(line, at + line.length);
  }
  return parts;
}
