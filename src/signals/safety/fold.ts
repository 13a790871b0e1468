/** Letters of other scripts and ranges that are drawn like Latin ones, after Unicode TS #39. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑᴀ',
    b: 'ʙЬьвβ',
    c: 'сϲᴄҫ',
    d: 'ԁᴅɗ',
    e: 'еёεєᴇ',
    f: 'ғϝꜰƒ',
    g: 'ɡɢ',
    h: 'һнʜ',
    i: 'іιɪıї',
    j: 'јᴊ',
    k: 'кκᴋ',
    l: 'ӏʟⅼ',
    m: 'мᴍ',
    n: 'пηɴո',
    o: 'оοσᴏօ',
    p: 'рρᴘ',
    q: 'ԛ',
    r: 'гʀꞃ',
    s: 'ѕꜱ',
    t: 'тτᴛ',
    u: 'υᴜսц',
    v: 'ѵνᴠ',
    w: 'ѡᴡω',
    x: 'хχ',
    y: 'уγʏү',
    z: 'ᴢ',
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** Letters of Cyrillic and Greek that nobody tells from Latin: a word of only these is suspect. */
const exact = /^[аеорсухѕіјһӏԁԛѡоνο]+$/u;
const invisible = /[\p{Cf}\p{Variation_Selector}\u034f\u115f\u1160\u3164\uffa0]/gu;
/** A single letter, then two and more each after the same kind of gap. */
const spacedOut =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[ ]{1,3}[\p{L}\p{N}@$!](?![\p{L}\p{N}])){2,40}|(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[._\-*~+|]{1,3}[\p{L}\p{N}@$!](?![\p{L}\p{N}])){2,40}/gu;

/**
 * A text as it is meant to be read by who hides words in it: invisible characters removed, NFKC
 * (full-width, mathematical and circled letters), marks taken off Latin letters, squared letters
 * and look-alikes of other scripts turned into Latin where a word mixes them with Latin or holds
 * nothing else, and s p a c e d or d.o.t.t.e.d letters joined. Lower case.
 */
export function foldText(text: string): string {
  const plain = text
    .replace(invisible, '')
    .normalize('NFKC')
    .replace(/[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}]/gu, unsquared)
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{Mn}{1,32}/gu, '')
    .normalize('NFC')
    .replace(/[\p{L}\p{N}@]+/gu, unmixed);
  return plain.replace(spacedOut, (letters) => letters.replace(/[ ._\-*~+|]+/gu, ''));
}

function unsquared(letter: string): string {
  const point = letter.codePointAt(0) ?? 0;
  return String.fromCharCode(97 + (point - (point < 0x1f170 ? 0x1f150 : 0x1f170)));
}

function unmixed(word: string): string {
  const mixed =
    /\p{Script=Latin}/u.test(word) && /[^\p{Script=Latin}\p{Script=Common}]/u.test(word);
  const dressed = /[ƀ-ƿɐ-ʯᴀ-ᶿꜰꜱ]/u.test(word);
  if (!mixed && !dressed && !exact.test(word)) return word;
  return word.replace(/./gsu, (letter) => lookalikes.get(letter) ?? letter);
}
