import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { dependencyError, inputError } from '../../base/errors.ts';
import { sniffedBytes } from '../../media/content-type.ts';
import type { ContentType } from '../../media/content-type.ts';
import { requireMedia } from './require-media.ts';

export interface FetchedBody extends ContentType {
  readonly bytes: Uint8Array;
}

const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads a body that must be an image or a video, and stops as soon as it is not: at the first
 * 1,024 bytes where they say something else, at the byte past the limit. What is counted is what
 * comes out of decompression, so a compressed bomb is cut at the same size.
 *
 * @throws input `too-large`, `wrong-type`, `svg-refused`, `empty-file`; dependency
 *   `unsupported-encoding`; whatever the stream fails with.
 */
export async function readMediaBody(
  body: Readable,
  encoding: string | undefined,
  url: string,
  maxBytes: number,
): Promise<FetchedBody> {
  const stream = decoded(body, encoding, url);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let type: ContentType | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(url, maxBytes);
      chunks.push(chunk);
      if (type === undefined && length >= sniffedBytes) {
        type = requireMedia(Buffer.concat(chunks), url);
      }
    }
  } finally {
    stream.destroy();
    body.destroy();
  }
  const bytes = Buffer.concat(chunks);
  return { ...(type ?? requireMedia(bytes, url)), bytes };
}

export function tooLarge(url: string, maxBytes: number): Error {
  return inputError('too-large', `Expected at most ${maxBytes} bytes from ${url}, it sends more.`);
}

function decoded(body: Readable, encoding: string | undefined, url: string): Readable {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return body;
  const decoder = Object.entries(decoders).find(([known]) => known === name)?.[1];
  if (decoder === undefined) {
    body.on('error', () => undefined).destroy();
    throw dependencyError(
      'unsupported-encoding',
      `Expected ${url} uncompressed, as was asked for; it is sent as "${name.slice(0, 50)}".`,
    );
  }
  // The reader of the pipeline's end sees its errors.
  return pipeline(body, decoder(), () => undefined);
}
