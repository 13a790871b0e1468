import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

export type TextNote = 'windows-1252' | 'invalid-utf8';

export const textNotes: Readonly<Record<TextNote, string>> = {
  'windows-1252':
    'Expected UTF-8; the text is not, and was read as windows-1252. Save it as UTF-8 if letters look wrong.',
  'invalid-utf8':
    'Expected UTF-8; bytes that are not valid were replaced by U+FFFD. Save the file as UTF-8 to keep them.',
};

const sampleBytes = 1 << 20;

/**
 * Decodes a stream of bytes: by its byte order mark (UTF-8, UTF-16), as UTF-8, or as windows-1252
 * where the first MiB is not UTF-8 and holds no valid multi-byte sequence at all. Never throws on
 * bad bytes: they are replaced, and `note` is called at most once.
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  note: (note: TextNote) => void,
): AsyncGenerator<string> {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let decoder: TextDecoder | undefined;
  let noted = false;
  const begin = (): TextDecoder => {
    const encoding = encodingOf(Buffer.concat(waiting));
    if (encoding === 'windows-1252') {
      noted = true;
      note('windows-1252');
    }
    return new TextDecoder(encoding);
  };
  const checked = (text: string): string => {
    if (!noted && text.includes('\u{FFFD}')) {
      noted = true;
      note('invalid-utf8');
    }
    return text;
  };
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes < sampleBytes) continue;
      decoder = begin();
      yield checked(decoder.decode(Buffer.concat(waiting), { stream: true }));
    } else {
      yield checked(decoder.decode(chunk, { stream: true }));
    }
  }
  if (decoder === undefined) {
    decoder = begin();
    yield checked(decoder.decode(Buffer.concat(waiting), { stream: true }));
  }
  yield checked(decoder.decode());
}

/** Decodes a whole text by the same rules. */
export function decodeWhole(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(sample: Uint8Array): string {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  if (isUtf8(sample) || hasMultiByteSequence(sample)) return 'utf-8';
  return sample.some((byte) => byte >= 0x80) ? 'windows-1252' : 'utf-8';
}

/** Whether a lead byte is followed by all the continuation bytes that it asks for. */
function hasMultiByteSequence(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    const following = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || at + following >= bytes.length) continue;
    const tail = bytes.subarray(at + 1, at + 1 + following);
    if (tail.every((byte) => (byte & 0xc0) === 0x80)) return true;
  }
  return false;
}
