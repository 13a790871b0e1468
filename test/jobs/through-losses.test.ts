import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { throughLosses } from '../../src/jobs/through-losses.ts';
import { announcePresence, type Presence } from '../../src/storage/postgres/presence.ts';
import { createDatabase } from '../fixtures/installation.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';

let proxy: TcpProxy;
let presence: Presence;

beforeAll(async () => {
  proxy = await startTcpProxy(await createDatabase());
  presence = await announcePresence(proxy.url, 'own', { heartbeatMs: 200, answerMs: 500 });
});
afterAll(async () => {
  await presence.leave();
  await proxy.close();
});

describe('throughLosses()', () => {
  test('does again what failed while the database was not reached, however often', async () => {
    let tries = 0;
    const done = await throughLosses(presence, async () => {
      tries += 1;
      if (tries === 3) return 'done';
      proxy.stall();
      setTimeout(() => {
        proxy.resume();
      }, 1500);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      throw new Error('the store is not reached');
    });
    expect([done, tries]).toEqual(['done', 3]);
  });

  test('throws what was thrown while the database was reached', async () => {
    let tries = 0;
    const doing = throughLosses(presence, () => {
      tries += 1;
      return Promise.reject(new Error('broken'));
    });
    await expect(doing).rejects.toThrow('broken');
    expect(tries).toBe(1);
  });
});
