import { describe, expect, test } from 'vitest';
import { startTrace } from '../../../src/surfaces/pipeline/trace.ts';

describe('startTrace()', () => {
  test('takes down what came in, what went out, how long it took and what was said', async () => {
    let time = 100;
    const trace = startTrace(() => time);
    const found = await trace.step(['candidates', 'numbers'], [], () => {
      time += 5;
      return [1, 2, 3];
    });
    const odd = await trace.step(['rules', 'odd'], found, async (numbers, note) => {
      time += 2;
      note('1 even');
      return numbers.filter((number) => number % 2 === 1);
    });
    expect(odd).toEqual([1, 3]);
    expect(trace.tookMs()).toBe(7);
    expect(trace.stages).toEqual([
      { stage: 'candidates', name: 'numbers', in: 0, out: 3, tookMs: 5, notes: [] },
      { stage: 'rules', name: 'odd', in: 3, out: 2, tookMs: 2, notes: ['1 even'] },
    ]);
  });
});
