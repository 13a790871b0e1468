import { describe, expect, it } from 'vitest';
import { partOf, shotPart } from '../../../../console/features/item/item-part.ts';

describe('partOf()', () => {
  it('tells assets from shots when the part names either or both', () => {
    expect(partOf('')).toEqual({ asset: 0, whole: '', shot: undefined });
    expect(partOf('k3')).toEqual({ asset: 0, whole: '', shot: 3 });
    expect(partOf('2')).toEqual({ asset: 2, whole: '2', shot: undefined });
    expect(partOf('2/k11')).toEqual({ asset: 2, whole: '2', shot: 11 });
  });
});

describe('shotPart()', () => {
  it('names what partOf() reads', () => {
    for (const part of ['k0', '1/k7']) {
      const { whole, shot = -1 } = partOf(part);
      expect(shotPart(whole, shot)).toBe(part);
    }
  });
});
