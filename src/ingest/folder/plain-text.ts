import { inputError } from '../../base/errors.ts';
import type { ItemText } from '../../contracts/item.ts';
import { cleanText } from '../clean-text.ts';
import { decodeWhole } from '../text-decoding.ts';
import { readBounded } from './bounded-read.ts';
import { nameText } from './name.ts';

export const maxTextBytes = 1 << 20;
const maxTitleLength = 300;

/**
 * The text of a `.txt` or `.md` file: its first line (a Markdown heading without its marks) is the
 * title, what follows the description; a first line of over 300 characters is all description.
 *
 * @throws input `not-text` for bytes that are none, `text-too-large` past 1 MiB.
 */
export async function readPlainText(path: Buffer): Promise<ItemText> {
  const bytes = await readBounded(path, maxTextBytes);
  const isWide = ['fffe', 'feff'].includes(bytes.toString('hex', 0, 2));
  if (!isWide && bytes.includes(0)) {
    throw inputError('not-text', `Expected text in ${nameText(path)}, got bytes that are none.`);
  }
  const text = cleanText(decodeWhole(bytes).replaceAll(/\r\n?/g, '\n'));
  const [first = '', ...rest] = text.split('\n');
  if (first.length > maxTitleLength) return { description: text, tags: [] };
  const title = first.replace(/^#{1,6}\s+/, '').trim();
  const description = rest.join('\n').trim();
  return {
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    tags: [],
  };
}
