import type { Item } from '../../contracts/item.ts';

/** Attributes that may hold what the landing page of an ad says, the first that does has the say. */
export const landingAttributes = ['landingText', 'landing_text', 'landing_page'] as const;

/**
 * The text of the page that an ad leads to; undefined where no attribute holds it. A bare address is
 * none: pages are not fetched here.
 */
export function landingTextOf(attributes: Item['attributes']): string | undefined {
  for (const name of landingAttributes) {
    const value = attributes[name];
    if (typeof value !== 'string') continue;
    const text = value.trim();
    if (text !== '' && !/^[a-z][a-z0-9+.-]*:\/\/\S*$/iu.test(text)) return text;
  }
  return undefined;
}
