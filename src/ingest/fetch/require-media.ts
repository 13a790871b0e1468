import { inputError } from '../../base/errors.ts';
import { sniffContent } from '../../media/content-type.ts';
import type { ContentType } from '../../media/content-type.ts';

/**
 * What the bytes are, whatever name or header says.
 *
 * @param head The first `sniffedBytes`, or all there are.
 * @param what How to call it in messages.
 * @throws input `empty-file`, `svg-refused`, `wrong-type`.
 */
export function requireMedia(head: Uint8Array, what: string): ContentType {
  if (head.length === 0) {
    throw inputError('empty-file', `Expected an image or a video, ${what} is empty.`);
  }
  const type = sniffContent(head);
  if (type === undefined) {
    throw inputError(
      'wrong-type',
      `Expected an image or a video; the bytes of ${what} are neither${isText(head) ? ' but text' : ''}.`,
    );
  }
  if (type.format === 'svg') {
    throw inputError('svg-refused', `SVG can run code and is refused: ${what}. Convert it to PNG.`);
  }
  return type;
}

function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
