import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/signals/safety/fold.ts';

describe('foldText()', () => {
  it.each([
    ['zero-width characters', 'h\u200bi\u200d\u2060 th\ufeffere', 'hi there'],
    ['soft hyphens and bidi marks', 'h\u00adel\u202elo', 'hello'],
    ['full-width letters', 'ｈｅｌｌｏ', 'hello'],
    ['mathematical letters', '𝓱𝓮𝓵𝓵𝓸', 'hello'],
    ['circled and squared letters', 'Ⓗⓔⓛⓛⓞ 🅷🅴🅻🅻🅾', 'hello hello'],
    ['Cyrillic look-alikes among Latin letters', 'hеllо', 'hello'],
    ['small capitals', 'ʜᴇʟʟᴏ', 'hello'],
    ['marks piled on letters', 'h̶e̷llô̂', 'hello'],
    ['letters with spaces', 'h e l l o', 'hello'],
    ['letters with dots and dashes', 'h.e.l.l.o w-o-r-l-d', 'hello world'],
  ])('foldText() reads through %s', (_what, text, expected) => {
    expect(foldText(text)).toBe(expected);
  });

  it.each(['красное платье', 'γάτα', '東京タワー', 'a cat in a box', 'i am', 'สวัสดี'])(
    'foldText() leaves %s as it is',
    (text) => {
      expect(foldText(text)).toBe(text);
    },
  );
});
