import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../src/app/doctor/find-chromium.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chromium-'));
  await writeFile(join(folder, 'google-chrome'), '#!/bin/sh\n');
  await chmod(join(folder, 'google-chrome'), 0o755);
  await writeFile(join(folder, 'chromium'), 'no program');
});
afterAll(() => rm(folder, { recursive: true }));

describe('findChromium()', () => {
  it('finds the first program on the path that can be run', async () => {
    const found = await findChromium({ PATH: `/nowhere:${folder}` }, 'linux');
    expect(found).toBe(join(folder, 'google-chrome'));
  });

  it('takes the one that UNDERSTORY_CHROMIUM names and no other', async () => {
    const named = join(folder, 'google-chrome');
    expect(await findChromium({ UNDERSTORY_CHROMIUM: named }, 'win32')).toBe(named);
    const missing = { UNDERSTORY_CHROMIUM: '/nowhere/chrome', PATH: folder };
    expect(await findChromium(missing, 'linux')).toBeUndefined();
  });

  it('finds nothing where nothing is installed', async () => {
    expect(await findChromium({ PATH: '' }, 'linux')).toBeUndefined();
    expect(await findChromium({ PROGRAMFILES: folder }, 'win32')).toBeUndefined();
  });
});
