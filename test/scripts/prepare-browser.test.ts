import { describe, expect, it } from 'vitest';
import { prepareBrowser, type BrowserEffects } from '../../scripts/tests/prepare-browser.ts';

const effects: BrowserEffects = {
  find: async () => undefined,
  mayInstall: async () => true,
  apt: async () => undefined,
  note: () => undefined,
};

describe('prepareBrowser()', () => {
  it('takes an installed browser and installs nothing', async () => {
    const apt = async () => {
      throw new Error('must not be called');
    };
    const browser = await prepareBrowser({
      ...effects,
      find: async () => '/usr/bin/chromium',
      apt,
    });
    expect(browser).toEqual({ status: 'found', path: '/usr/bin/chromium' });
  });

  it("installs the distribution's own where it may", async () => {
    const calls: string[] = [];
    const browser = await prepareBrowser({
      ...effects,
      find: async () => (calls.length === 2 ? '/usr/bin/chromium' : undefined),
      apt: async (args) => {
        calls.push(args.join(' '));
      },
    });
    expect(browser).toEqual({ status: 'found', path: '/usr/bin/chromium' });
    expect(calls).toEqual([
      'update',
      'install -y --no-install-recommends chromium fonts-noto-color-emoji',
    ]);
  });

  it('says what apt-get said last when it fails', async () => {
    const failure = Object.assign(new Error('Command failed'), {
      stderr: 'W: slow\nE: Unable to locate package chromium\n',
    });
    const browser = await prepareBrowser({ ...effects, apt: () => Promise.reject(failure) });
    expect(browser).toEqual({
      status: 'missing',
      reason: 'apt-get could not install it: E: Unable to locate package chromium',
    });
  });

  it('says what to do where it may not install', async () => {
    const browser = await prepareBrowser({ ...effects, mayInstall: async () => false });
    expect(browser).toMatchObject({
      status: 'missing',
      reason: expect.stringContaining('UNDERSTORY_CHROMIUM'),
    });
  });
});
