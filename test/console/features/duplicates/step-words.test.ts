import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../../console/features/duplicates/step-words.ts';
import type { DuplicateComparison } from '../../../../src/contracts/duplicate-check.ts';

const item: DuplicateComparison['item'] = {
  id: 'bridge',
  title: '',
  medium: 'image',
  asset: null,
  width: 0,
  height: 0,
  durationSeconds: null,
  colour: null,
  safety: null,
  quality: null,
  state: 'done',
  excerpt: '',
};
const none = { item, decidedBy: null, distance: null, hash: null, embedding: null, pixels: null };
const bounds = { correlation: 0.9, gain: 0.6, difference: 0.2, overlap: 0.25 };

describe('stepsOf()', () => {
  it('says what was not needed, where hashes decided', () => {
    const hash = { bits: 18, most: 31, turned: 'rotated 90', isCopy: true };
    const steps = stepsOf({ ...none, decidedBy: 'hash', distance: 18, hash, why: '' });
    expect(steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Hashes', 'yes'],
      ['Embeddings', 'skipped'],
      ['Pixels', 'skipped'],
    ]);
    expect(steps[0]?.verdict).toBe('a copy, rotated 90');
    expect(steps[0]?.measures).toMatchObject([{ shown: '18', wanted: '≤ 31 of 256', isMet: true }]);
  });

  it('holds each number of the pixels against its bound, brighter as darker', () => {
    const pixels = {
      correlation: 0.95,
      gain: 2.1,
      difference: 0.1,
      overlap: 0.2,
      mirrored: false,
      bounds,
      isCutting: false,
    };
    const step = stepsOf({ ...none, pixels, why: '' })[2];
    expect(step?.outcome).toBe('no');
    expect(step?.measures.map(({ name, isMet }) => [name, isMet])).toEqual([
      ['correlation', true],
      ['likeness of brightness', false],
      ['largest difference', true],
      ['overlap', false],
    ]);
  });

  it('says where two pictures fit nowhere', () => {
    const nowhere = { correlation: null, gain: null, difference: null, overlap: null };
    const pixels = { ...nowhere, mirrored: false, bounds, isCutting: false };
    expect(stepsOf({ ...none, pixels, why: '' })[2]).toEqual({
      name: 'Pixels',
      outcome: 'no',
      verdict: 'fit on each other nowhere',
      measures: [],
    });
  });
});
