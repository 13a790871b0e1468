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

/** Of text; more is no content. */
const mostFields = 100;

/** What a form holds: its fields, a list where one comes several times, and its files, in their order. */
export interface FormContent {
  readonly fields: Readonly<Record<string, string | string[]>>;
  readonly files: readonly Uint8Array[];
}

/**
 * A form of a few files and fields, whose names do not matter for the files.
 *
 * @throws input what `readForm` throws; `too-many-parts`
 */
export async function readFormContent(
  body: Buffer,
  contentType: string,
  mostFiles: number,
): Promise<FormContent> {
  const fields = new Map<string, string[]>();
  const files: Uint8Array[] = [];
  for (const [name, value] of await readForm(body, contentType, mostFiles + mostFields)) {
    if (typeof value === 'string') fields.set(name, [...(fields.get(name) ?? []), value]);
    else files.push(new Uint8Array(await value.arrayBuffer()));
  }
  if (files.length > mostFiles) {
    const message = `Expected at most ${mostFiles} files, got ${files.length}.`;
    throw inputError('too-many-parts', message);
  }
  const named = [...fields].map(([name, [first = '', ...more]]) => [
    name,
    more.length === 0 ? first : [first, ...more],
  ]);
  return { fields: Object.fromEntries(named), files };
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
