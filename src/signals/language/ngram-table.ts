import { UnderstoryError } from '../../base/errors.ts';

/** How often n-grams occur in languages: a list of scores by number of the language. */
export type NgramTable = Readonly<Record<string, Readonly<Record<number, number>> | undefined>>;

/**
 * Reads the n-grams of a data file of ELD from its text, without running it, into flat arrays: as
 * JavaScript objects the 245,000 of the large one fill 400 MB of a thread, like this 8.
 *
 * @param source A file of `eld/src/ngrams`: `…ngrams:{'abcd':{11:59,49:3},…}}`.
 */
export function parseNgramTable(source: string): NgramTable {
  const start = source.indexOf('ngrams:{');
  const entries = Math.max(0, source.slice(start).split(':{').length - 2);
  if (start < 0 || entries === 0) {
    throw new UnderstoryError(
      'dependency',
      'language-table',
      'Expected a file of ELD with "ngrams:{", got another. Run "npm ci".',
    );
  }
  const slots = 2 ** Math.ceil(Math.log2(entries * 1.5));
  const keys = new Float64Array(slots);
  const places = new Uint32Array(slots);
  const scores: number[] = [];
  for (const { groups } of source.slice(start + 'ngrams:{'.length).matchAll(entryPattern)) {
    const key = keyOf(groups?.ngram?.replaceAll(/\\(.)/gsu, '$1') ?? groups?.bare ?? '');
    if (key === undefined) continue;
    const slot = slotOf(keys, key);
    keys[slot] = key;
    places[slot] = scores.length;
    const pairs = (groups?.scores ?? '').split(',');
    scores.push(pairs.length);
    for (const pair of pairs) scores.push(...pair.split(':').map(Number));
  }
  const flat = Uint8Array.from(scores);
  return new Proxy<NgramTable>(
    {},
    {
      get(_, ngram) {
        const key = typeof ngram === 'string' ? keyOf(ngram) : undefined;
        if (key === undefined) return undefined;
        const slot = slotOf(keys, key);
        return keys[slot] === key ? scoresAt(flat, places[slot] ?? 0) : undefined;
      },
    },
  );
}

/** `'abcd':{11:59}`, the n-gram in quotes of either kind or bare. */
const entryPattern =
  /(?:(?<quote>['"])(?<ngram>(?:\\.|.)*?)\k<quote>|(?<bare>[^\s,:{}'"]+)):\{(?<scores>[\d:,]+)\}/gsu;

/** Up to 6 characters of one byte each as a whole number; undefined for any other string. */
function keyOf(ngram: string): number | undefined {
  if (ngram.length === 0 || ngram.length > 6) return undefined;
  let key = 0;
  for (let at = 0; at < ngram.length; at += 1) {
    const code = ngram.charCodeAt(at);
    if (code > 0xff) return undefined;
    key = key * 256 + code;
  }
  return key;
}

/** Where a key is, or the free slot where it would be: open addressing, which stops at a zero. */
function slotOf(keys: Float64Array, key: number): number {
  const mask = keys.length - 1;
  let slot = Math.imul((key % 2 ** 24) ^ Math.floor(key / 2 ** 24), 0x9e3779b1) >>> 8;
  for (slot &= mask; keys[slot] !== 0 && keys[slot] !== key; slot = (slot + 1) & mask);
  return slot;
}

/** Scores by language from a count and so many pairs. */
function scoresAt(flat: Uint8Array, place: number): Record<number, number> {
  const scores: Record<number, number> = {};
  const end = place + 1 + 2 * (flat[place] ?? 0);
  for (let at = place + 1; at < end; at += 2) scores[flat[at] ?? 0] = flat[at + 1] ?? 0;
  return scores;
}
