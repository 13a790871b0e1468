import type { SearchPart } from '../../api/search-parts.ts';

const weightNames: ReadonlyMap<number, string> = new Map([
  [2, 'more'],
  [1, 'as it is'],
  [0.5, 'less'],
  [-1, 'not like this'],
]);

/** How much a part counts, in words. */
export function weightWords(weight: number): string {
  const name = weightNames.get(weight);
  if (name !== undefined) return name;
  return weight < 0 ? `${-weight} × away` : `${weight} ×`;
}

/** `-stripes` and `not stripes` lead away from what they name. */
export function partOfWords(typed: string): SearchPart {
  const text = typed.trim();
  const [, away] = /^(?:-\s*|not\s+)(\S.*)$/is.exec(text) ?? [];
  return away === undefined
    ? { kind: 'words', text, weight: 1 }
    : { kind: 'words', text: away, weight: -1 };
}
