import type { Facets } from '../../../src/contracts/api.ts';
import { languageName } from '../language-name.ts';
import { attributeWords, words } from '../numbers.ts';

type Facet = Facets['facets'][number];

const attributePrefix = 'attribute.';

const fields: ReadonlyMap<string, string> = new Map([
  ['text', 'Text in the picture'],
  ['duplicate', 'Has near-duplicates'],
  ['reason', 'Why it failed'],
]);

/** What a field is called. */
export function fieldWords({ field, label }: Pick<Facet, 'field' | 'label'>): string {
  const name = fields.get(field);
  if (name !== undefined) return name;
  return field.startsWith(attributePrefix) ? attributeWords(capitalised(label)) : label;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** More values than this are many. */
const many = 12;

/**
 * Whether there is anything to narrow by: not in an attribute of which every item has a value of its
 * own.
 */
export function isTelling({ field, values }: Facet): boolean {
  if (!field.startsWith(attributePrefix) || values.length <= many) return values.length > 0;
  return values.some(({ count }) => count > 1);
}

/** What a value is called: languages by name, codes of failures in words. */
export function valueWords(field: string, { value, label }: Facet['values'][number]): string {
  switch (field) {
    case 'language':
      return languageName(value);
    case 'reason':
      return words(value);
    default:
      return label;
  }
}

/** A filter (`field:value`) in words, whether the catalogue has such items now or not. */
export function filterWords(
  filter: string,
  facets: readonly Facet[],
): { readonly field: string; readonly value: string } {
  const colon = filter.indexOf(':');
  const field = filter.slice(0, colon);
  const value = filter.slice(colon + 1);
  const facet = facets.find((one) => one.field === field);
  const known = facet?.values.find((one) => one.value === value);
  const name = field.startsWith(attributePrefix) ? field.slice(attributePrefix.length) : field;
  return {
    field: fieldWords(facet ?? { field, label: capitalised(name) }),
    value: valueWords(field, known ?? { value, label: value, count: 0 }),
  };
}
