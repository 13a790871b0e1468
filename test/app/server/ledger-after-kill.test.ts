import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { readsOf } from '../../../src/consumers/ledger/reads-of.ts';
import { registerConsumer } from '../../../src/consumers/register.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { startProgram } from '../../fixtures/program.ts';
import { seedItem } from '../../fixtures/seed-item.ts';

let installation: Installation;
let secret: string;

beforeAll(async () => {
  installation = await openInstallation();
  const { db, home } = installation;
  await mkdir(join(home.root, 'console'));
  await writeFile(join(home.root, 'console', 'index.html'), '<!doctype html>');
  await seedItem(installation, 'one', ['topics@1', 'safety@1']);
  const now = Date.now();
  const consumer = { name: 'reader', owner: 'me', purpose: 'tests', signals: ['topics'] };
  await registerConsumer(db, consumer, now);
  const key = { scopes: ['items:read' as const, 'signals:read' as const], expiresInDays: 1 };
  ({ secret } = await issueKey(db, 'reader', key, now));
});
afterAll(() => installation.close());

test('the ledger holds every read that was answered by a server killed in the middle of answering', async () => {
  const { home, databaseUrl, db } = installation;
  let answered = 0;
  let sent = 0;
  const server = startProgram('serve-home', [home.root, databaseUrl, 'a-token-of-the-tests']);
  const address = await server.line();
  const readOn = async () => {
    for (;;) {
      sent += 1;
      const response = await fetch(`${address}/v1/items/one?signals=topics`, {
        headers: { authorization: `Bearer ${secret}` },
      }).catch(() => undefined);
      if (!response) return;
      expect(response.status).toBe(200);
      // The headers have come: the client may have read the answer.
      answered += 1;
      if (!(await response.text().catch(() => undefined))) return;
    }
  };
  const readers = Array.from({ length: 16 }, readOn);
  while (answered < 50) await sleep(1);
  await server.kill();
  await Promise.all(readers);
  const [topics, ...others] = await readsOf(db, 'reader', { days: 1, now: Date.now() });
  expect(others).toEqual([]);
  expect(topics?.reads).toBeGreaterThanOrEqual(answered);
  expect(topics?.reads).toBeLessThanOrEqual(sent);
});
