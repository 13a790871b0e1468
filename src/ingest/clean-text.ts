/**
 * Text that every store takes: no NUL and no lone surrogate (each becomes U+FFFD), white space at
 * the ends removed.
 */
export function cleanText(text: string): string {
  return text.replaceAll(/\0|\p{Surrogate}/gu, '\u{FFFD}').trim();
}

/** Whether a source's id can be an item's: 1..1024 characters, none of them a control character. */
export function isValidId(id: string): boolean {
  return id.length > 0 && id.length <= 1024 && !/[\p{Cc}\p{Surrogate}]/u.test(id);
}
