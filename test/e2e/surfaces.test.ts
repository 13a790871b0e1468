import { describe, it } from 'vitest';
import { findChromium } from '../../src/app/doctor/find-chromium.ts';
import { dataFolder } from '../fixtures/data.ts';
import { writeFewSources } from './console/few-sources.ts';
import { addSuite } from './console/suites/add.ts';
import { adsSuite } from './console/suites/ads.ts';
import { checkSuite } from './console/suites/check.ts';
import { mixSuite } from './console/suites/mix.ts';
import { relatedSuite } from './console/suites/related.ts';
import { useWorld } from './console/world.ts';

/** One browser, one server and a catalogue of a few items for the pages of the surfaces. */
const browser = await findChromium();
const data = dataFolder();

if (browser === undefined) {
  it.skip('the pages of the surfaces (skipped without a Chromium)', () => undefined);
} else if (data === undefined) {
  it.skip('the pages of the surfaces (skipped without UNDERSTORY_DATA)', () => undefined);
} else {
  describe('the pages of the surfaces', () => {
    const world = useWorld(data, browser, writeFewSources);
    mixSuite(world);
    relatedSuite(world);
    adsSuite(world);
    checkSuite(world);
    addSuite(world);
  });
}
