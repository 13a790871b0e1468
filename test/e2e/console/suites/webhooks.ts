import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContext, type AppContext } from '../../../../src/app/context.ts';
import { createLogger } from '../../../../src/base/log.ts';
import { appendChanges } from '../../../../src/changes/append.ts';
import {
  startWebhookSender,
  type WebhookSender,
} from '../../../../src/consumers/webhooks/sender.ts';
import { loopbackWebhooks } from '../../../fixtures/loopback-webhooks.ts';
import { startReceiver, type Receiver } from '../../../fixtures/receiver.ts';
import { overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { reader } from './owner.ts';
import { useVisits } from './visits.ts';

const hourMs = 3_600_000;
const publicUrl = 'https://93.184.216.34/hook';

/** What a team does with the address that its changes are sent to, in this order. */
export function webhooksSuite(world: () => World): void {
  describe('the webhooks of a consumer', () => {
    const visit = useVisits(world, [/status of 400/]);
    let context: AppContext;
    let receiver: Receiver;
    let sender: WebhookSender;
    beforeAll(async () => {
      [context, receiver] = await Promise.all([openContext(world().home), startReceiver()]);
      // Two hours ahead: it sends what the server's own sender, which may not call this machine,
      // leaves for an hour later.
      const effects = { ...loopbackWebhooks(), clock: () => Date.now() + 2 * hourMs };
      const retries = { tries: 1, firstMs: 1, longestMs: 1 };
      const log = createLogger({ UNDERSTORY_LOG: 'silent' });
      const { db, databaseUrl } = context;
      sender = startWebhookSender({ db, databaseUrl, log, retries, intervalMs: 50 }, effects);
    }, 30_000);
    afterAll(async () => {
      await sender.stop();
      await Promise.all([context.close(), receiver.close()]);
    });

    it('are refused where they lead inside, and made with a secret that is shown once', async () => {
      const page = await visit(`/consumers/${reader}`);
      await page.getByText('Changes are not sent to it').waitFor();
      await page.getByRole('button', { name: 'New webhook' }).click();
      await page.getByLabel('Address').fill('https://127.0.0.1/hook');
      await page.getByRole('button', { name: 'Make it' }).click();
      const refusal = page.getByRole('dialog').getByRole('alert');
      await refusal.getByText('Expected a webhook on the public internet').waitFor();
      await page.getByLabel('Address').fill(publicUrl);
      await page.getByRole('button', { name: 'Make it' }).click();
      const shown = page.getByRole('dialog', { name: 'The secret of the webhook' });
      await expect.poll(() => shown.locator('.secret code').textContent()).toMatch(/^whsec_/);
      expect(await seriousViolations(page)).toEqual([]);
      await shown.getByRole('button', { name: 'I have it' }).click();
      const row = page.getByRole('listitem', { name: publicUrl });
      await row.getByText('active').waitFor();
      await row.getByText('Every type of change of every declared signal').waitFor();
      await row.getByRole('button', { name: 'Pause' }).click();
      await row.getByText('paused').waitFor();
      await page.reload();
      await row.getByText('paused').waitFor();
      expect(await page.content()).not.toContain('whsec_');
    });

    it('show what was not taken and why, and send it again', async () => {
      const { db } = context;
      await db
        .updateTable('webhooks')
        .set({ url: receiver.url, state: 'active', next_at: new Date(Date.now() + hourMs) })
        .execute();
      receiver.answers.push(500);
      const item = world().sources.photoId;
      await db.transaction().execute(async (transaction) => {
        await appendChanges(transaction, [
          { type: 'understory.item.changed.v1', data: { items: [item] } },
        ]);
      });
      const page = await visit(`/consumers/${reader}`);
      const row = page.getByRole('listitem', { name: receiver.url });
      await shownAfterReloads(page, '1 dead letter');
      await row.getByText('failing').waitFor();
      await row.getByRole('button', { name: '1 dead letter' }).click();
      const letter = row.getByRole('listitem').filter({ hasText: 'understory.item.changed.v1' });
      await letter.getByText('http-500').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.setViewportSize({ width: 375, height: 740 });
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);

      await row.getByRole('button', { name: 'Send them again' }).click();
      await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(2);
      const [first, again] = receiver.received;
      expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      await expect
        .poll(async () => {
          await page.reload();
          await row.waitFor();
          return await row.getByText('dead letter').count();
        })
        .toBe(0);
    }, 30_000);

    it('get a new secret, and say how long the old one signs as well', async () => {
      const page = await visit(`/consumers/${reader}`);
      await page.getByRole('button', { name: 'Rotate the secret …' }).click();
      await page.getByRole('button', { name: 'Rotate', exact: true }).click();
      const shown = page.getByRole('dialog', { name: 'The secret of the webhook' });
      await expect.poll(() => shown.locator('.secret code').textContent()).toMatch(/^whsec_/);
      await shown.getByRole('button', { name: 'I have it' }).click();
      await page.getByText('Signed with the old secret as well').waitFor();
    });

    it('are removed when it is asked twice', async () => {
      const page = await visit(`/consumers/${reader}`);
      const row = page.getByRole('listitem', { name: receiver.url });
      await row.getByRole('button', { name: 'Remove …' }).click();
      await page.getByRole('button', { name: 'Leave it' }).click();
      await row.getByRole('button', { name: 'Remove …' }).click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByText('Changes are not sent to it').waitFor();
      await expect.poll(() => row.count()).toBe(0);
    });
  });
}

/** Looks again until the page says so: it asks by itself only every ten seconds. */
async function shownAfterReloads(page: Page, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByRole('heading', { name: 'Webhooks' }).waitFor();
        return await page.getByText(text).count();
      },
      { timeout: 15_000 },
    )
    .toBe(1);
}
