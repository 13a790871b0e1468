import { describe, expect, test } from 'vitest';
import { keepFitting, keepKnownSafe } from '../../../src/surfaces/ads/rules.ts';
import { candidate } from '../candidates.ts';

const all = [
  candidate('fine'),
  candidate('grown-up', { safety: 'sensitive' }),
  candidate('harmful', { safety: 'unsafe' }),
  candidate('unread', { safety: null }),
];

describe('keepKnownSafe()', () => {
  test('leaves out what is unsafe and what nobody has looked at, and says so', () => {
    const notes: string[] = [];
    const kept = keepKnownSafe(all, (text) => notes.push(text));
    expect(kept.map(({ id }) => id)).toEqual(['fine', 'grown-up']);
    expect(notes).toEqual(['1 unsafe', '1 not understood yet']);
  });
});

describe('keepFitting()', () => {
  const kept = (beside: 'safe' | 'sensitive' | undefined, sensitive = false) => {
    const notes: string[] = [];
    const fitting = keepFitting(all.slice(0, 2), { beside, sensitive }, (text) => notes.push(text));
    return { ids: fitting.map(({ id }) => id), notes };
  };

  test('shows no sensitive ad beside content that is safe or unmarked', () => {
    expect(kept('safe')).toEqual({ ids: ['fine'], notes: ['1 sensitive, beside safe content'] });
    expect(kept(undefined).ids).toEqual(['fine']);
  });

  test('shows them beside sensitive content, and where they are asked for', () => {
    expect(kept('sensitive')).toEqual({ ids: ['fine', 'grown-up'], notes: [] });
    expect(kept('safe', true).ids).toEqual(['fine', 'grown-up']);
  });
});
