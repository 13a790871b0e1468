import type { Unit } from '../definition.ts';

export type TextField = 'title' | 'description' | 'tags' | 'ocr';

export interface FieldText {
  readonly field: TextField;
  /** Trimmed and not empty; at most `longestFieldText` UTF-16 units. */
  readonly text: string;
}

/** What is read of one field; the rest of a longer text changes no signal. */
export const longestFieldText = 10_000;

/**
 * The text fields that an item has, in the order title, description, tags (joined by commas) and
 * the text in its picture where the unit carries the signal `ocr`.
 */
export function textFields(unit: Unit): readonly FieldText[] {
  const { title, description, tags } = unit.item.text;
  const all: readonly (readonly [TextField, string | undefined])[] = [
    ['title', title],
    ['description', description],
    ['tags', tags.join(', ')],
    ['ocr', unit.signals.ocr?.text],
  ];
  return all.flatMap(([field, text]) => {
    const kept = cut(text?.trim() ?? '');
    return kept === '' ? [] : [{ field, text: kept }];
  });
}

/** Cuts without leaving half of a surrogate pair behind. */
function cut(text: string): string {
  return text.length <= longestFieldText
    ? text
    : text.slice(0, longestFieldText).replace(/[\uD800-\uDBFF]$/u, '');
}
