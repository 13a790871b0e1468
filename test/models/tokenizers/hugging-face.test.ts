import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { huggingFaceTokenizer } from '../../../src/models/tokenizers/hugging-face.ts';
import { checkPattern } from '../../../src/models/tokenizers/safe-patterns.ts';
import { wordPieceTokenizer } from '../../fixtures/tiny-encoders.ts';

interface Reference {
  readonly tokenizer: unknown;
  readonly expected: readonly (readonly number[])[];
}

const fixture = new URL('../../fixtures/tokenizers.json', import.meta.url);
const references = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly texts: readonly string[];
} & Record<'clip' | 'gpt2' | 'unigram', Reference>;

describe('huggingFaceTokenizer', () => {
  it.each(['clip', 'gpt2', 'unigram'] as const)(
    'huggingFaceTokenizer() gives the ids of the Rust library for a %s tokenizer',
    (kind) => {
      const { tokenizer, expected } = references[kind];
      const encoder = huggingFaceTokenizer(tokenizer, {});
      expect(references.texts.map((text) => encoder.encode(text, 100))).toEqual(expected);
    },
  );

  it('huggingFaceTokenizer() cuts the text and keeps the special tokens when it is too long', () => {
    const encoder = huggingFaceTokenizer(wordPieceTokenizer, {});
    expect(encoder.encode('cup of tea', 4)).toEqual([2, 5, 8, 3]);
    expect(encoder.encode('cup of tea', 2)).toEqual([2, 3]);
    expect(encoder.encode('cup of tea', 5)).toEqual([2, 5, 8, 7, 3]);
  });

  it('huggingFaceTokenizer() ends in seconds on texts of a million characters', () => {
    const texts = ['a'.repeat(1e6), ' '.repeat(1e6), 'tea '.repeat(250_000), '\u0301'.repeat(1e6)];
    const start = performance.now();
    for (const kind of ['clip', 'gpt2', 'unigram'] as const) {
      const encoder = huggingFaceTokenizer(references[kind].tokenizer, {});
      for (const text of texts) expect(encoder.encode(text, 77).length).toBeLessThanOrEqual(77);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('huggingFaceTokenizer() refuses what is no tokenizer', () => {
    for (const json of [null, 7, {}, { model: { type: 'Neural' } }, { model: { type: 'BPE' } }]) {
      expect(() => huggingFaceTokenizer(json, {})).toThrow(/tokenizer.json/);
    }
  });
});

describe('checkPattern', () => {
  it.each([
    '(a+)+$',
    '(?:a|aa)*b',
    '(\\w+\\s?)*$',
    'a+a+a+$',
    '(a+|b)a+$',
    '(?=(a+))\\1b',
    'a{1,9}a{1,9}',
    '\\s+(?!x)',
    'x'.repeat(500),
  ])('checkPattern() refuses %s', (pattern) => {
    expect(() => checkPattern(pattern)).toThrow(/pattern/);
  });

  it.each([
    '\\s+',
    ' {2,}',
    '[!"#$%&\'()*+,\\-.:;=?@\\[\\]\\\\^_`{|}~]',
    '[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+',
    "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
  ])('checkPattern() takes %s', (pattern) => {
    expect(() => checkPattern(pattern)).not.toThrow();
  });
});
