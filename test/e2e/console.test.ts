import { describe, it } from 'vitest';
import { findChromium } from '../../src/app/doctor/find-chromium.ts';
import { dataFolder } from '../fixtures/data.ts';
import { duplicatesSuite } from './suites/duplicates.ts';
import { everyPageSuite } from './suites/every-page.ts';
import { exploreSuite } from './suites/explore.ts';
import { itemSuite } from './suites/item.ts';
import { keysSuite } from './suites/keys.ts';
import { readingSuite } from './suites/reading.ts';
import { searchSuite } from './suites/search.ts';
import { useWorld } from './world.ts';

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
    keysSuite(world);
    everyPageSuite(world);
  });
}
