/**
 * Text that every store takes: no NUL and no lone surrogate (each becomes U+FFFD), white space at
 * the ends removed.
 */
export function cleanText(text: string): string {
  return text.replaceAll(/\0|\p{Surrogate}/gu, '\u{FFFD}').trim();
}

/** An entry of a database's index holds hardly more. */
const maxIdBytes = 2048;

/**
 * Whether a source's id can be an item's: 1..1024 characters in at most 2048 bytes of UTF-8, none of
 * them a control character.
 */
export function isValidId(id: string): boolean {
  if (id.length === 0 || id.length > 1024 || Buffer.byteLength(id) > maxIdBytes) return false;
  return !/[\p{Cc}\p{Surrogate}]/u.test(id);
}

/** What to say of an id that is not valid. */
export function badIdWords(id: string): string {
  return `Expected an id of 1 to 1024 characters (2048 bytes) without control characters, got ${JSON.stringify(id.slice(0, 100))}.`;
}
