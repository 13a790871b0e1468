import { resolve } from 'node:path';
import { digestOf } from '../../base/digest.ts';
import type { AttributeValue, ItemText } from '../../contracts/item.ts';
import { attributesOf } from '../attributes.ts';
import { badIdWords, isValidId } from '../clean-text.ts';
import { isWordless, itemText } from '../item-text.ts';
import { problem } from '../listed.ts';
import type { AssetOrigin, Listed, ListedProblem } from '../listed.ts';
import { typedValue } from './column-type.ts';
import type { ColumnPlan } from './columns.ts';
import { foreignScheme, isSvg, isWebAddress, referencesIn } from './references.ts';
import type { Reference } from './references.ts';
import { originOf } from './row.ts';
import type { Row, Table } from './row.ts';

/** The longest text of one cell, in characters. */
export const maxCellLength = 1 << 20;
const maxAssets = 100;

/**
 * What one row lists: its item, and problems for the parts that had to be dropped; only problems
 * where nothing is left of it.
 */
export function itemOfRow(row: Row, plan: ColumnPlan, table: Table): Listed[] {
  const origin = originOf(table, row.position);
  const long = [...row.values].find(
    ([, value]) => typeof value === 'string' && value.length > maxCellLength,
  );
  const references =
    long === undefined ? plan.assets.flatMap((column) => referencesIn(row.values.get(column))) : [];
  const id = idOf(row, plan, references);
  const refuse = (code: string, message: string): ListedProblem =>
    problem(origin, code, message, isValidId(id) ? id : undefined);
  if (long !== undefined) {
    const [column, value] = long;
    return [
      refuse(
        'cell-too-large',
        `Expected at most ${maxCellLength} characters in column "${column}", got ${String(value).length}. Shorten the cell or leave the column out.`,
      ),
    ];
  }
  if (id === '') {
    return [
      refuse(
        'missing-id',
        `The column "${plan.id ?? ''}" is empty. Give every row an id, or choose another column with --id-column.`,
      ),
    ];
  }
  if (!isValidId(id)) {
    return [refuse('bad-id', badIdWords(id))];
  }
  const text = textOf(row, plan);
  const problems: ListedProblem[] = [];
  const assets: AssetOrigin[] = [];
  for (const [index, reference] of references.slice(0, maxAssets).entries()) {
    const refusal = refusalOf(reference);
    if (refusal === undefined) assets.push(assetOf(reference, table.folder, `${id}#${index}`));
    else problems.push(refuse(refusal.code, refusal.message));
  }
  if (references.length > maxAssets) {
    problems.push(
      refuse(
        'too-many-assets',
        `Expected at most ${maxAssets} images and videos in a row, got ${references.length}. The first ${maxAssets} were taken.`,
      ),
    );
  }
  if (assets.length === 0) {
    if (problems.length > 0) return problems;
    if (isWordless(text)) {
      return [
        refuse('empty-row', 'Expected an image, a video or text, got none of them in this row.'),
      ];
    }
  }
  return [
    ...problems,
    { kind: 'item', id, origin, assets, text, attributes: attributesOfRow(row, plan, table) },
  ];
}

/** The id column; without one, the row's only asset as it is written, else a digest of the row. */
function idOf(row: Row, plan: ColumnPlan, references: readonly Reference[]): string {
  if (plan.id !== undefined) {
    const value = row.values.get(plan.id);
    const isScalar = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
    return isScalar ? String(value).trim() : '';
  }
  const [first] = references;
  if (references.length === 1 && first?.kind === 'place' && isValidId(first.place)) {
    return first.place;
  }
  const hash = [...row.values].map(([column, value]) => `${column}=${fingerprint(value)}`);
  return `row-${digestOf(hash.join('\n')).slice(0, 24)}`;
}

function fingerprint(value: unknown, depth = 0): string {
  if (value instanceof Uint8Array) return digestOf(value);
  if (value instanceof Date || typeof value !== 'object' || value === null) return String(value);
  if (depth >= 8) return 'deeper';
  const inner = Object.entries(value).map(
    ([key, part]) => `${key}:${fingerprint(part, depth + 1)}`,
  );
  return digestOf(inner.join('\n'));
}

function refusalOf(reference: Reference): { code: string; message: string } | undefined {
  if (reference.kind === 'bytes') return undefined;
  const { place } = reference;
  const shown = JSON.stringify(place.slice(0, 200));
  const scheme = foreignScheme(place);
  if (scheme !== undefined) {
    return {
      code: 'unsupported-scheme',
      message: `Expected a path or an http(s) address, got ${scheme}: in ${shown}. Copy the file to this machine and give its path.`,
    };
  }
  if (isSvg(place)) {
    return {
      code: 'svg-refused',
      message: `SVG can run code and is refused: ${shown}. Convert it to PNG.`,
    };
  }
  if (place.includes('\0') || place.length > 8192) {
    return {
      code: 'bad-reference',
      message: `Expected a path or an address of at most 8192 characters, got ${shown}.`,
    };
  }
  return undefined;
}

/** Paths may leave the table's folder: whoever reads the table can read those files as well. */
function assetOf(reference: Reference, folder: string, part: string): AssetOrigin {
  if (reference.kind === 'bytes') {
    // A copy: the bytes are a view of a whole page of the table, which should not outlive its rows.
    const bytes = reference.bytes.slice();
    const { name } = reference;
    return {
      kind: 'bytes',
      name: `${part} ${name}`,
      revision: digestOf(bytes),
      bytes: async () => bytes,
    };
  }
  return isWebAddress(reference.place)
    ? { kind: 'url', url: reference.place }
    : { kind: 'file', path: resolve(folder, reference.place) };
}

function textOf(row: Row, plan: ColumnPlan): ItemText {
  const read = (column: string | undefined): string | undefined => {
    const value = column === undefined ? undefined : row.values.get(column);
    const words = Array.isArray(value)
      ? value.filter((part) => typeof part === 'string').join('\n')
      : value;
    return typeof words === 'string' || typeof words === 'number' ? String(words) : undefined;
  };
  return itemText({
    title: read(plan.title),
    description: read(plan.description),
    tags: plan.tags === undefined ? [] : row.values.get(plan.tags),
  });
}

function attributesOfRow(row: Row, plan: ColumnPlan, table: Table): Record<string, AttributeValue> {
  const used = new Set([plan.id, plan.title, plan.description, plan.tags, ...plan.assets]);
  const entries: (readonly [string, AttributeValue])[] = [];
  for (const [column, value] of row.values) {
    if (used.has(column)) continue;
    const typed =
      table.untyped && typeof value === 'string'
        ? typedValue(value, plan.types.get(column) ?? 'string')
        : value;
    entries.push(...attributesOf(column, typed));
  }
  return Object.fromEntries(entries);
}
