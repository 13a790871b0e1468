import { isUtf8 } from 'node:buffer';
import { digestOf } from '../../base/digest.ts';
import { isValidId } from '../clean-text.ts';

/** A name as text: bytes that are not valid UTF-8 show as U+FFFD. */
export function nameText(name: Buffer): string {
  return name.toString('utf8');
}

/** The path for `node:fs`: text where it is UTF-8, the bytes themselves where it is not. */
export function openablePath(path: Buffer): string | Buffer {
  return isUtf8(path) ? path.toString('utf8') : path;
}

/**
 * The id of a file: its path relative to the source. Where that is no valid id (bytes that are
 * not UTF-8, control characters, over 1,024 characters) it is made one, and kept apart from its
 * like by twelve digits of the SHA-256 of the path's bytes.
 */
export function idOfPath(relative: Buffer): string {
  const text = nameText(relative);
  if (isUtf8(relative) && isValidId(text)) return text;
  const readable = text.replaceAll(/\p{Cc}/gu, '\u{FFFD}').slice(0, 1000);
  // A cut may part a surrogate pair.
  return `${readable.replace(/\p{Surrogate}$/u, '')}~${digestOf(relative).slice(0, 12)}`;
}

export function joinBytes(folder: Buffer, name: Buffer): Buffer {
  return folder.length === 0 ? name : Buffer.concat([folder, Buffer.from('/'), name]);
}

const order = new Intl.Collator('en', { numeric: true });

/** People's order: `img2` before `img10`; by bytes where the two look alike. */
export function compareNames(a: { text: string; name: Buffer }, b: { text: string; name: Buffer }) {
  return order.compare(a.text, b.text) || Buffer.compare(a.name, b.name);
}
