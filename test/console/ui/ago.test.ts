import { describe, expect, it } from 'vitest';
import { ago } from '../../../console/ui/ago.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('ago()', () => {
  it('takes the largest unit that is whole, behind and ahead', () => {
    expect(ago('2026-11-23T11:59:30Z', now)).toBe('just now');
    expect(ago('2026-11-23T11:55:00Z', now)).toBe('5 minutes ago');
    expect(ago('2026-11-22T12:00:00Z', now)).toBe('yesterday');
    expect(ago('2026-11-30T12:00:00Z', now)).toBe('in 7 days');
    expect(ago('2025-11-23T12:00:00Z', now)).toBe('last year');
  });
});
