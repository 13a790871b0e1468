import { inputError, messageOf } from '../../base/errors.ts';
import type { AttributeValue, ItemText } from '../../contracts/item.ts';
import { attributesOf } from '../attributes.ts';
import { extensionOf } from '../extensions.ts';
import { itemText } from '../item-text.ts';
import { decodeWhole } from '../text-decoding.ts';
import { readBounded } from './bounded-read.ts';
import { maxTextBytes, readPlainText } from './plain-text.ts';
import type { FolderFile } from './walk.ts';

/** What a file beside a picture says of it. */
export interface Sidecar {
  readonly text: ItemText;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

const fields = {
  title: ['title', 'name', 'headline'],
  description: ['description', 'caption', 'text', 'alt'],
  tags: ['tags', 'keywords', 'hashtags'],
};

/**
 * Finds the sidecars of media files: `a.json` and `a.txt` of `a.jpg`, or `a.jpg.json` and
 * `a.jpg.txt`, which come first. Names are compared without regard to case.
 */
export function findSidecars(
  media: readonly FolderFile[],
  others: readonly FolderFile[],
): ReadonlyMap<FolderFile, readonly FolderFile[]> {
  const byName = new Map(others.map((file) => [file.name.toString('latin1').toLowerCase(), file]));
  return new Map(
    media.map((file) => {
      const whole = file.name.toString('latin1').toLowerCase();
      const stem = whole.slice(0, whole.length - extensionOf(whole).length);
      const find = (extension: string) =>
        byName.get(`${whole}${extension}`) ?? byName.get(`${stem}${extension}`);
      return [file, [find('.json'), find('.txt')].filter((found) => found !== undefined)];
    }),
  );
}

/** @throws input `sidecar-invalid`, `text-too-large`, `not-text`, or a system error. */
export async function readSidecar(file: FolderFile): Promise<Sidecar> {
  if (extensionOf(file.text) === '.txt') {
    return { text: await readPlainText(file.path), attributes: {} };
  }
  const values = parseObject(decodeWhole(await readBounded(file.path, maxTextBytes)), file.text);
  const used = new Set<string>();
  const take = (names: readonly string[]): unknown => {
    const name = names.find((candidate) => values.has(candidate));
    if (name !== undefined) used.add(name);
    return name === undefined ? undefined : values.get(name);
  };
  const title = textOf(take(fields.title));
  const description = textOf(take(fields.description));
  const tags = take(fields.tags);
  const rest = [...values].filter(([name]) => !used.has(name));
  return {
    text: itemText({ title, description, tags }),
    attributes: Object.fromEntries(rest.flatMap(([name, value]) => attributesOf(name, value))),
  };
}

function parseObject(text: string, name: string): Map<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw inputError('sidecar-invalid', `Expected a JSON object in ${name}: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw inputError('sidecar-invalid', `Expected a JSON object in ${name}, got another value.`);
  }
  return new Map(Object.entries(value));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
