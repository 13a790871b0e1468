import { describe, expect, it } from 'vitest';
import { shotsOf } from '../../../src/media/video/shots.ts';
import type { Sample } from '../../../src/media/video/shots.ts';

const still = { content: 2, colour: 0.02 };
const cut = { content: 60, colour: 0.8 };

/** Samples at four a second that change as told; `over` is the change over two samples. */
function film(changes: readonly (typeof still)[], over = changes): readonly Sample[] {
  return changes.map((change, index) => ({
    seconds: index / 4,
    change: index === 0 ? undefined : change,
    changeOverTwo: index < 2 ? undefined : over[index],
  }));
}

function filled(length: number, at: Record<number, typeof still>): (typeof still)[] {
  return Array.from({ length }, (_, index) => at[index] ?? still);
}

describe('shotsOf', () => {
  it('shotsOf() cuts where one change stands out', () => {
    expect(shotsOf(film(filled(20, { 8: cut })), 12)).toEqual([
      { from: 0, to: 8 },
      { from: 8, to: 20 },
    ]);
  });

  it('shotsOf() takes a flash for no cut when the picture comes back', () => {
    const over = filled(20, { 8: cut });
    expect(shotsOf(film(filled(20, { 8: cut, 9: cut }), over), 12)).toHaveLength(1);
  });

  it('shotsOf() takes fast motion for no cut when the colours stay', () => {
    const moving = { content: 40, colour: 0.05 };
    expect(shotsOf(film(filled(20, { 6: moving, 12: moving })), 12)).toHaveLength(1);
  });

  it('shotsOf() takes steady change for no cut when nothing stands out', () => {
    const pan = { content: 30, colour: 0.3 };
    expect(shotsOf(film(Array.from({ length: 20 }, () => pan)), 12)).toHaveLength(1);
  });

  it('shotsOf() keeps the strongest cuts when there may be few shots', () => {
    const weak = { content: 46, colour: 0.5 };
    expect(shotsOf(film(filled(40, { 8: weak, 16: cut, 24: weak })), 2)).toEqual([
      { from: 0, to: 16 },
      { from: 16, to: 40 },
    ]);
  });

  it('shotsOf() gives no shots when there are no samples', () => {
    expect(shotsOf([], 12)).toEqual([]);
  });
});
