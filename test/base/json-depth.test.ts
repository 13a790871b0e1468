import { expect, test } from 'vitest';
import { mostJsonLevels, requireShallowJson } from '../../src/base/json-depth.ts';
import { seededRandom } from '../../src/base/random.ts';

const nested = (levels: number, inside = '') =>
  `${'[{"a":'.repeat(levels / 2)}${inside === '' ? 'null' : inside}${'}]'.repeat(levels / 2)}`;
const refused = (json: string) => {
  try {
    requireShallowJson(Buffer.from(json));
  } catch (error) {
    return error;
  }
  return undefined;
};

test('requireShallowJson() lets through as many levels as there may be, and no more', () => {
  expect(refused(nested(mostJsonLevels))).toBeUndefined();
  expect(refused(nested(mostJsonLevels, '[]'))).toMatchObject({ code: 'too-deep', fault: 'input' });
});

test('requireShallowJson() counts levels, not arrays beside each other', () => {
  expect(refused(JSON.stringify(Array.from({ length: 1000 }, () => [[], { a: {} }])))).toBe(
    undefined,
  );
});

test.each([
  ['brackets', '['.repeat(100)],
  ['escaped quotes', '"['.repeat(100)],
  ['a backslash at its end', `${'['.repeat(100)}\\`],
  ['escapes of all kinds', '\\"\\\\"[\n\u{1f415}'.repeat(50)],
])('requireShallowJson() takes %s in a string for text', (_what, text) => {
  const json = JSON.stringify({ [text]: text, after: text });
  expect(refused(json)).toBeUndefined();
  expect(refused(`[${json},${nested(mostJsonLevels)}]`)).toMatchObject({ code: 'too-deep' });
});

test.each(['', '{', '"'.padEnd(200, 'x'), `"${'\\'.repeat(101)}`, ']'.repeat(200)])(
  'requireShallowJson() leaves %.12j… to the parser',
  (text) => expect(refused(text)).toBeUndefined(),
);

test('requireShallowJson() agrees with a walk over what was parsed', () => {
  const random = seededRandom(3);
  const make = (levels: number): unknown => {
    if (levels === 0) return random() < 0.5 ? '\\"[{' : 1;
    const value = make(levels - 1);
    const others = Array.from({ length: Math.floor(random() * 3) }, () => '"]}');
    if (random() < 0.5) return [...others, value];
    return Object.fromEntries([...others.entries(), ['[{"', value]]);
  };
  for (let round = 0; round < 200; round += 1) {
    const levels = mostJsonLevels - 3 + Math.floor(random() * 7);
    const error = refused(JSON.stringify(make(levels)));
    expect(error === undefined).toBe(levels <= mostJsonLevels);
  }
});
