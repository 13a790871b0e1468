/**
 * The screenshots of the README, of a console that runs. Its address as it was printed, what of the
 * catalogue to show, which item, and, for those besides, other pages by the name of their picture:
 * `node --import tsx scripts/screenshots.ts 'http://127.0.0.1:4600/?token=…' '/?facet=text:yes' /item/ID signal=/signals/objects`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { findChromium } from '../src/app/doctor/find-chromium.ts';
import { root } from './gate/program-of.ts';

const [address, catalogue, item, ...others] = process.argv.slice(2);
const executablePath = await findChromium();
if (address === undefined || catalogue === undefined || item === undefined) {
  throw new Error('Expected the address that `understory serve` printed, /?FILTERS and /item/ID.');
}
if (executablePath === undefined)
  throw new Error('Expected a Chromium; UNDERSTORY_CHROMIUM names it.');

const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(address);
await show(page, 'explore', catalogue);
await show(page, 'item', item);
for (const other of others) {
  const [name, path] = other.split(/=(.*)/s);
  if (name === undefined || path === undefined)
    throw new Error(`Expected NAME=/PATH, got ${other}.`);
  await show(page, name, path);
}
await browser.close();

/** Saves what a page shows as a PNG of 256 colours. */
async function show(page: Page, name: string, path: string): Promise<void> {
  await page.goto(new URL(path, address).href);
  await page.waitForLoadState('networkidle');
  const folder = join(root, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const picture = sharp(await page.screenshot()).png({ palette: true, effort: 10 });
  const bytes = await picture.toBuffer();
  const file = join(folder, `${name}.png`);
  await writeFile(file, bytes);
  process.stdout.write(`${file}: ${Math.round(bytes.length / 1000)} kB\n`);
}
