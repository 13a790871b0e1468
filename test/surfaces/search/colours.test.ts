import { describe, expect, test } from 'vitest';
import { namedColours } from '../../../src/contracts/named-colours.ts';
import { coloursOf } from '../../../src/surfaces/search/colour-families.ts';
import { coloursIn } from '../../../src/surfaces/search/colours-in.ts';
import { factorOf } from '../../../src/surfaces/search/rank-colours.ts';

describe('coloursIn()', () => {
  test.each([
    ['but blue', ['blue'], true],
    ['in navy blue', ['navy', 'blue'], true],
    ['sky-blue or GRAY', ['sky blue', 'grey'], true],
    ['a blue dress', ['blue'], false],
    ['blueberry', [], false],
    ['tangerine, greenish', [], false],
    ['', [], false],
  ])('of %j are %j', (text, said, areAll) => {
    const found = coloursIn(text);
    expect(found.colours.map((colour) => colour.said).toSorted()).toEqual(said.toSorted());
    expect(found.areAll).toBe(areAll);
  });

  test('knows every name of a palette by a basic term', () => {
    const known = new Set(Object.values(coloursOf).flat());
    const left = Object.keys(namedColours).filter((name) => !known.has(name as never));
    expect(left).toEqual([]);
  });
});

describe('factorOf()', () => {
  const palette = (...shares: readonly (readonly [string, number])[]) => ({
    colours: shares.map(([name, share]) => ({ name, share, hex: '#000000', lab: [0, 0, 0] })),
  });
  const wanted = (text: string, weight = 1) => [{ colours: coloursIn(text).colours, weight }];

  test('keeps what has enough of the colour, and lowers what has less of it', () => {
    expect(factorOf(palette(['navy', 0.3], ['white', 0.7]), wanted('blue'), 0.2)).toBe(1);
    expect(factorOf(palette(['navy', 0.1], ['white', 0.9]), wanted('blue'), 0.2)).toBeCloseTo(0.6);
    expect(factorOf(palette(['white', 1]), wanted('blue'), 0.2)).toBeCloseTo(0.2);
  });

  test('lowers what has a colour that leads away', () => {
    expect(factorOf(palette(['navy', 0.3]), wanted('blue', -1), 0.2)).toBeCloseTo(0.2);
    expect(factorOf(palette(['white', 1]), wanted('blue', -1), 0.2)).toBe(1);
  });

  test('wants all colours that one part names', () => {
    const both = factorOf(palette(['red', 0.5], ['white', 0.5]), wanted('red and white'), 0);
    const one = factorOf(palette(['red', 1]), wanted('red and white'), 0);
    expect([both, one]).toEqual([1, 0.5]);
  });
});
