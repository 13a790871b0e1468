import { inputError } from './errors.ts';

/** No body of the interface needs more than a dozen levels. */
export const mostJsonLevels = 64;

/**
 * Looks how deep arrays and objects lie in each other before a text is parsed: what is parsed is
 * walked level by level later on, and hundreds of thousands of them hold the event loop for long.
 * One pass over the bytes, about a fifth of what parsing takes; what is no JSON is for the parser to
 * refuse.
 *
 * @param json In UTF-8.
 * @throws input `too-deep` for more than `mostJsonLevels`
 */
export function requireShallowJson(json: Uint8Array): void {
  const { length } = json;
  if (length <= mostJsonLevels) return;
  let depth = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === signs.quote) {
      at = endOfString(json, at);
      continue;
    }
    // A bracket and a brace differ in this bit alone.
    const sign = byte | 0x20;
    if (sign === signs.opening) {
      depth += 1;
      if (depth > mostJsonLevels) throw tooDeep();
    } else if (sign === signs.closing) depth -= 1;
  }
}

const signs = { quote: 0x22, backslash: 0x5c, opening: 0x7b, closing: 0x7d } as const;

/** Where the closing quote is; past the end where there is none. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  for (; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === signs.quote) return at;
    // What it escapes is no end.
    if (byte === signs.backslash) at += 1;
  }
  return at;
}

function tooDeep() {
  return inputError(
    'too-deep',
    `Expected JSON with at most ${mostJsonLevels} arrays and objects within each other, got more.`,
  );
}
