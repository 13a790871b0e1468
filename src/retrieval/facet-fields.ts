import { inputError } from '../base/errors.ts';
import { fieldOf } from './condition.ts';

/** The fields that every catalogue may be filtered by, in the order that they are shown in. */
export const facetFields: readonly string[] = [
  'medium',
  'topic',
  'object',
  'colour',
  'language',
  'safety',
  'quality',
  'text',
  'duplicate',
  'state',
  'reason',
];

/**
 * Refuses filters by fields that no item can have.
 *
 * @throws input `unknown-field`
 */
export function requireFields(facets: readonly string[]): void {
  const unknown = facets.find((facet) => !isFilter(facet));
  if (unknown === undefined) return;
  throw inputError(
    'unknown-field',
    `Expected filters as field:value, where the field is one of ${facetFields.join(', ')}, or attribute.NAME; got ${JSON.stringify(unknown.slice(0, 200))}.`,
  );
}

/** An attribute that no item has yet is one of the next item that is read: it only finds nothing. */
function isFilter(facet: string): boolean {
  const field = fieldOf(facet);
  if (!facet.includes(':')) return false;
  return facetFields.includes(field) || /^attribute\../.test(field);
}
