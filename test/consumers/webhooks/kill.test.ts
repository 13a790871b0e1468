import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { appendChanges } from '../../../src/changes/append.ts';
import { createWebhook } from '../../../src/consumers/webhooks/create.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { loopbackWebhooks } from '../../fixtures/loopback-webhooks.ts';
import { startProgram } from '../../fixtures/program.ts';
import { startReceiver, type Receiver } from '../../fixtures/receiver.ts';

let databaseUrl: string;
let db: Database;
let receiver: Receiver;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  db = await openDatabase(databaseUrl);
  receiver = await startReceiver();
  await addConsumer(db, 'feed', []);
});
afterAll(async () => {
  await receiver.close();
  await db.destroy();
});

/** Events are told once no transaction of the whole PostgreSQL is older: other suites have some. */
const patienceMs = 240_000;

test(
  'senders that are killed in the middle lose no event, and send few twice',
  { timeout: patienceMs },
  async () => {
    await createWebhook(db, 'feed', { url: receiver.url }, loopbackWebhooks());
    const items = Array.from({ length: 200 }, (_, index) => `i${index}`);
    await db.transaction().execute((transaction) =>
      appendChanges(
        transaction,
        items.map((item) => ({ type: 'understory.item.added.v1', data: { items: [item] } })),
      ),
    );
    const random = seededRandom(42);
    receiver.delayMs = 4;
    const kills = 3;
    for (let kill = 0; kill < kills; kill++) {
      const sender = startProgram('send-webhooks', [databaseUrl]);
      await sender.line();
      const before = receiver.received.length;
      await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(before + 5), {
        timeout: 20_000,
        interval: 2,
      });
      await sleep(random() * 50);
      await sender.kill();
    }
    const last = startProgram('send-webhooks', [databaseUrl]);
    const seen = () => [...new Set(receiver.received.map(({ event }) => event.subject))];
    await vi.waitFor(() => expect(seen()).toHaveLength(items.length), {
      timeout: patienceMs / 2,
      interval: 20,
    });
    await last.kill();
    expect(seen()).toEqual(items);
    // Of each kill only what was in hand is sent again.
    expect(receiver.received.length).toBeLessThanOrEqual(items.length + kills);
  },
);
