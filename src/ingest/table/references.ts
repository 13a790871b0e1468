import { extensionOf, kindOfName } from '../extensions.ts';
import { listIn } from '../tags.ts';

/** What a cell says of an asset: where it is, or the asset itself. */
export type Reference =
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

const schemePattern = /^([a-z][a-z0-9+.-]+):/i;

/**
 * The assets that one cell names, in order: a path or URL, a JSON list of them, several parted by
 * line ends, `|`, `;`, `,` or (URLs only) white space, bytes, or objects with a `url`, `path`,
 * `src`, `href` or `bytes`. Text is parted only where every part names an asset, since each of
 * those characters may be in a name.
 */
export function referencesIn(value: unknown): Reference[] {
  if (value instanceof Uint8Array) {
    return value.length === 0 ? [] : [{ kind: 'bytes', name: 'bytes', bytes: value }];
  }
  if (Array.isArray(value)) return referencesInList(value);
  if (typeof value === 'object' && value !== null) return referencesInObject(value);
  if (typeof value !== 'string') return [];
  const text = value.trim();
  if (text === '') return [];
  const list = listIn(text);
  if (list !== undefined) return referencesInList(list);
  return partsOf(text).map((place) => ({ kind: 'place', place }));
}

/** Lists in lists are not looked into: they may be nested deeper than the stack. */
function referencesInList(list: readonly unknown[]): Reference[] {
  return list
    .slice(0, 1000)
    .filter((entry) => !Array.isArray(entry))
    .flatMap((entry) =>
      typeof entry === 'string' && entry.trim().startsWith('[') ? [] : referencesIn(entry),
    );
}

function referencesInObject(value: object): Reference[] {
  const fields = new Map<string, unknown>(Object.entries(value));
  const place = ['url', 'path', 'src', 'href'].map((key) => fields.get(key)).find(isFilledText);
  const bytes = fields.get('bytes');
  if (bytes instanceof Uint8Array && bytes.length > 0) {
    return [{ kind: 'bytes', name: place ?? 'bytes', bytes }];
  }
  return place === undefined ? [] : [{ kind: 'place', place: place.trim() }];
}

function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function partsOf(text: string): string[] {
  for (const separator of ['\n', '|', ';', ',']) {
    const parts = nonEmpty(text.split(separator));
    if (parts.length > 1 && parts.every(namesAsset)) return parts;
  }
  const words = nonEmpty(text.split(/\s+/));
  return words.length > 1 && words.every(isWebAddress) ? words : [text];
}

function nonEmpty(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Whether the text is a web address, or ends as the name of an image or video does. */
export function namesAsset(text: string): boolean {
  return isWebAddress(text) || namesMedia(text);
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}

/** Whether the path of the text, a URL or a file, ends as the name of an image or video does. */
export function namesMedia(text: string): boolean {
  const path = isWebAddress(text) ? text.replace(/[?#].*$/, '') : text;
  if (path.length > 4096 || path.includes('\n')) return false;
  return kindOfName(path) !== undefined && kindOfName(path) !== 'text';
}

/** The scheme of an address that is neither http, https nor a path: `s3`, `data`, `file`. */
export function foreignScheme(place: string): string | undefined {
  const scheme = schemePattern.exec(place)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'http' || scheme === 'https') return undefined;
  const isDriveLetter = scheme.length === 1;
  const isAddress = place.startsWith('//', scheme.length + 1) || scheme === 'data';
  return isAddress && !isDriveLetter ? scheme : undefined;
}

export function isSvg(place: string): boolean {
  return extensionOf(isWebAddress(place) ? place.replace(/[?#].*$/, '') : place).startsWith('.svg');
}
