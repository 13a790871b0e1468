import { randomUUID } from 'node:crypto';
import type { Objects } from './objects.ts';

/**
 * Whether a store keeps what is there when it is asked to write only what is not: writes an object
 * twice with `If-None-Match: *`. Where the second write is done as well, two writers of a Lance
 * table overwrite each other's versions without a word.
 */
export async function probeConditionalWrites(objects: Objects): Promise<boolean> {
  const path = `probe-${randomUUID()}`;
  try {
    const first = await objects.putIfAbsent(path, Buffer.from('first'));
    const second = await objects.putIfAbsent(path, Buffer.from('second'));
    const kept = await objects.find(path);
    return first && !second && Buffer.from(kept ?? []).toString() === 'first';
  } finally {
    await objects.delete(path);
  }
}
