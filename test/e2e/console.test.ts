import { describe, it } from 'vitest';
import { findChromium } from '../../src/app/doctor/find-chromium.ts';
import { dataFolder } from '../fixtures/data.ts';
import { addVersionSuite } from './console/suites/add-version.ts';
import { brokenSuite } from './console/suites/broken.ts';
import { duplicatesSuite } from './console/suites/duplicates.ts';
import { everyPageSuite } from './console/suites/every-page.ts';
import { exploreSuite } from './console/suites/explore.ts';
import { homeSuite } from './console/suites/home.ts';
import { itemSuite } from './console/suites/item.ts';
import { keysSuite } from './console/suites/keys.ts';
import { liveSuite } from './console/suites/live.ts';
import { ownerSuite } from './console/suites/owner.ts';
import { readingSuite } from './console/suites/reading.ts';
import { searchSuite } from './console/suites/search.ts';
import { webhooksSuite } from './console/suites/webhooks.ts';
import { useWorld } from './console/world.ts';

/** One file, so that one browser, one server and one catalogue serve all suites, in this order. */
const browser = await findChromium();
const data = dataFolder();

if (browser === undefined) it.skip('the console (skipped without a Chromium)', () => undefined);
else if (data === undefined)
  it.skip('the console (skipped without UNDERSTORY_DATA)', () => undefined);
else {
  describe('the console', () => {
    const world = useWorld(data, browser);
    readingSuite(world);
    exploreSuite(world);
    itemSuite(world);
    searchSuite(world);
    duplicatesSuite(world);
    homeSuite(world);
    liveSuite(world);
    keysSuite(world);
    ownerSuite(world);
    addVersionSuite(world);
    webhooksSuite(world);
    brokenSuite(world);
    everyPageSuite(world);
  });
}
