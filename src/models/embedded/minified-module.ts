import { UnderstoryError } from '../../base/errors.ts';

/**
 * nsfwjs ships its models as JavaScript files that assign either one string (base64 of weights)
 * or one object literal (the graph). These functions take the value out of the text without
 * running it.
 */

const utf8 = new TextDecoder();

/** The bytes of the one long base64 string in a minified module. */
export function readBase64Module(source: Uint8Array): Uint8Array {
  const found = /exports="([A-Za-z0-9+/]+={0,2})"/.exec(utf8.decode(source));
  if (found?.[1] === undefined) throw unreadable('exports="…base64…"');
  return Buffer.from(found[1], 'base64');
}

/**
 * The object literal that a minified module exports. Only what a minifier writes for JSON is read:
 * bare keys, numbers such as `.5` and `-.5`, and `!0` and `!1` for true and false.
 */
export function readObjectModule(source: Uint8Array): unknown {
  const text = utf8.decode(source);
  const start = text.indexOf('exports={');
  const end = text.lastIndexOf('},{}]},{},[1])');
  if (start < 0 || end < 0) throw unreadable('exports={…}');
  return JSON.parse(literalToJson(text.slice(start + 'exports='.length, end)));
}

/** Strings are matched first, and so left as they are. */
function literalToJson(literal: string): string {
  return literal.replace(
    /"(?:[^"\\]|\\.)*"|([{,])([A-Za-z_$][\w$]*):|!([01])|(-?)(\d*\.\d+)/g,
    (whole, before?: string, key?: string, flag?: string, sign?: string, number?: string) => {
      if (key !== undefined) return `${before}"${key}":`;
      if (flag !== undefined) return flag === '0' ? 'true' : 'false';
      return number === undefined ? whole : `${sign}${number.replace(/^\./, '0.')}`;
    },
  );
}

function unreadable(expected: string): UnderstoryError {
  return new UnderstoryError(
    'model',
    'module-format',
    `Expected a minified module with ${expected}; the package's files have another form.`,
  );
}
