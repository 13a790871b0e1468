import { describe, expect, test } from 'vitest';
import { landingTextOf } from '../../../src/surfaces/ads/landing.ts';

describe('landingTextOf()', () => {
  test('reads the first attribute that holds text', () => {
    expect(landingTextOf({ landing_page: ' Shoes to run in. ' })).toBe('Shoes to run in.');
    expect(landingTextOf({ landing_page: 'later', landingText: 'first' })).toBe('first');
  });

  test('knows nothing when there is none, or only an address', () => {
    expect(landingTextOf({})).toBeUndefined();
    expect(landingTextOf({ landingText: '  ', landing_page: 7 })).toBeUndefined();
    expect(landingTextOf({ landing_page: 'https://shop.example/shoes?a=1' })).toBeUndefined();
    expect(landingTextOf({ landing_page: 'https://shop.example has shoes' })).toMatch(/has shoes/);
  });
});
