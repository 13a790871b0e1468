import { findChromium } from './find-chromium.ts';
import { ok, warning, type Check } from './check.ts';

export const browser: Check = {
  name: 'browser for tests',
  async run({ environment }) {
    const path = await findChromium(environment);
    if (path !== undefined) return ok(path);
    const named = environment.UNDERSTORY_CHROMIUM;
    return warning(
      named ? `UNDERSTORY_CHROMIUM is ${named}, which cannot be run` : 'none was found',
      'Only the browser tests of contributors need one: install Chromium or Chrome, or say in UNDERSTORY_CHROMIUM where it is.',
    );
  },
};
