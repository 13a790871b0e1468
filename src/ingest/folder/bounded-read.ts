import { open } from 'node:fs/promises';
import { inputError } from '../../base/errors.ts';
import { nameText, openablePath } from './name.ts';

/**
 * The bytes of a small file.
 *
 * @throws input `text-too-large` past `limit` bytes; the system's own error where it cannot be read.
 */
export async function readBounded(path: Buffer, limit: number): Promise<Buffer> {
  const handle = await open(openablePath(path), 'r');
  try {
    const buffer = Buffer.alloc(Math.min(limit, (await handle.stat()).size) + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
    }
    throw inputError(
      'text-too-large',
      `Expected at most ${limit} bytes of text, ${nameText(path)} has more. Split it into several files.`,
    );
  } finally {
    await handle.close();
  }
}
