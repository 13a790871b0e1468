import type { Box } from '../../src/contracts/box.ts';
import { boxText } from './media.ts';
import { boxOf } from './page-addresses.ts';
import type { SearchAddress } from './page-addresses.ts';

/** Below 0: away from it. */
export const partWeights = [2, 1, 0.5, -1] as const;

/** One part of a search, as the chips of the query bar show it. */
export type SearchPart = (
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'item'; readonly id: string; readonly box?: Box }
  | { readonly kind: 'picture'; readonly key: number; readonly box?: Box }
) & { readonly weight: number };

const partPattern = /^(-?\d+(?:\.\d+)?):(words|item|picture)(?:@([\d.,]+))?:(.+)$/s;

/** A part as an address has it: `2:words:red`, `-1:item@0.1,0.2,0.5,0.5:dress/1.jpg`. */
export function partText(part: SearchPart): string {
  const box = part.kind === 'words' || part.box === undefined ? '' : `@${boxText(part.box)}`;
  const named = part.kind === 'words' ? part.text : part.kind === 'item' ? part.id : part.key;
  return `${part.weight}:${part.kind}${box}:${named}`;
}

/** The part that such a text says, or undefined where it says none. */
export function parsePart(text: string): SearchPart | undefined {
  const [, factor, kind, boxNumbers, named = ''] = partPattern.exec(text) ?? [];
  const weight = Number(factor);
  if (!(Math.abs(weight) > 0) || Math.abs(weight) > 10) return undefined;
  if (kind === 'words') return { kind, text: named, weight };
  const box = boxOf(boxNumbers);
  const boxed = box === undefined ? {} : { box };
  if (kind === 'item') return { kind, id: named, weight, ...boxed };
  const key = Number(named);
  return Number.isInteger(key) && key > 0 ? { kind: 'picture', key, weight, ...boxed } : undefined;
}

type PartsAddress = Pick<SearchAddress, 'q' | 'item' | 'picture' | 'box' | 'part'>;

/** The parts of the search of an address. */
export function partsOf({ q, item, picture, box, part = [] }: PartsAddress): readonly SearchPart[] {
  const boxed = boxOf(box);
  const place = boxed === undefined ? {} : { box: boxed };
  return [
    ...(q === undefined || q === '' ? [] : [{ kind: 'words', text: q, weight: 1 } as const]),
    ...(item === undefined ? [] : [{ kind: 'item', id: item, weight: 1, ...place } as const]),
    ...(picture === undefined
      ? []
      : [{ kind: 'picture', key: picture, weight: 1, ...place } as const]),
    ...part.map(parsePart).filter((one) => one !== undefined),
  ];
}

/** The parts as an address has them: a single one by its plain name, a mix as a list. */
export function partsInAddress(parts: readonly SearchPart[]): PartsAddress {
  const [only] = parts;
  if (only === undefined) return {};
  if (parts.length > 1 || only.weight !== 1) return { part: parts.map(partText) };
  if (only.kind === 'words') return { q: only.text };
  const box = only.box === undefined ? {} : { box: boxText(only.box) };
  return only.kind === 'item' ? { item: only.id, ...box } : { picture: only.key, ...box };
}
