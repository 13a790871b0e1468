import { expect, test } from 'vitest';
import { daysOf } from '../../src/base/days-setting.ts';

const setting = { name: 'UNDERSTORY_SOME_DAYS', usual: 30, least: 1, most: 3650 };

test('daysOf() gives the usual days unless the environment sets a whole number of them', () => {
  expect(daysOf(setting, {})).toBe(30);
  expect(daysOf(setting, { UNDERSTORY_SOME_DAYS: '' })).toBe(30);
  expect(daysOf(setting, { UNDERSTORY_SOME_DAYS: '7' })).toBe(7);
  for (const wrong of ['0', '-1', '1.5', 'week', '4000']) {
    expect(() => daysOf(setting, { UNDERSTORY_SOME_DAYS: wrong })).toThrow(
      `Expected UNDERSTORY_SOME_DAYS to be a whole number of days from 1 to 3650, got "${wrong}"`,
    );
  }
});
