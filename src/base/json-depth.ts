import { inputError } from './errors.ts';

/** No body of the interface needs more than a dozen levels. */
export const mostJsonLevels = 64;

/**
 * Looks how deep arrays and objects lie in each other before a text is parsed: what is parsed is
 * walked level by level later on, and hundreds of thousands of them hold the event loop for long.
 * One pass over the text; one that is no JSON is for the parser to refuse.
 *
 * @throws input `too-deep` for more than `mostJsonLevels`
 */
export function requireShallowJson(json: string): void {
  if (json.length <= mostJsonLevels) return;
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    switch (json.charCodeAt(at)) {
      case signs.bracket:
      case signs.brace:
        depth += 1;
        if (depth > mostJsonLevels) throw tooDeep();
        break;
      case signs.closingBracket:
      case signs.closingBrace:
        depth -= 1;
        break;
      case signs.quote:
        at = endOfString(json, at);
        break;
    }
  }
}

const signs = {
  quote: 0x22,
  bracket: 0x5b,
  backslash: 0x5c,
  closingBracket: 0x5d,
  brace: 0x7b,
  closingBrace: 0x7d,
} as const;

/** Where the closing quote is; past the end where there is none. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  for (; at < json.length; at += 1) {
    const sign = json.charCodeAt(at);
    if (sign === signs.quote) return at;
    // What it escapes is no end.
    if (sign === signs.backslash) at += 1;
  }
  return at;
}

function tooDeep() {
  return inputError(
    'too-deep',
    `Expected JSON with at most ${mostJsonLevels} arrays and objects within each other, got more.`,
  );
}
