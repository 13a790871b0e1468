import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import {
  announcePresence,
  findDeparted,
  type Presence,
} from '../../../src/storage/postgres/presence.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { startTcpProxy, type TcpProxy } from '../../fixtures/tcp-proxy.ts';

const name = 'host:1:aaaa';
const impatient = { heartbeatMs: 200, answerMs: 1000 };

let url: string;
let proxy: TcpProxy;
let presence: Presence;
let db: Database;

beforeAll(async () => {
  url = await createDatabase();
});
beforeEach(async () => {
  proxy = await startTcpProxy(url);
  db = await openDatabase(proxy.url);
  presence = await announcePresence(proxy.url, name, impatient);
});
afterEach(async () => {
  await presence.leave();
  await db.destroy();
  await proxy.close();
});
afterAll(async () => {
  expect(await findDeparted(url, [name])).toEqual([name]);
});

const departed = () => findDeparted(url, [name]);
const soon = { timeout: 10_000, interval: 50 };

describe('announcePresence()', () => {
  test('announces a process again under its name when the network that was lost is back', async () => {
    expect(await departed()).toEqual([]);
    proxy.stall();
    await new Promise((resolve) => setTimeout(resolve, 3 * impatient.answerMs));
    proxy.forgetByServer();
    await expect.poll(departed, soon).toEqual([name]);
    proxy.resume();
    await expect.poll(departed, soon).toEqual([]);
    expect(await presence.confirm()).toBe(2);
  });

  test('does so while the server still keeps the session that was lost', async () => {
    const before = presence.session;
    proxy.stall();
    await new Promise((resolve) => setTimeout(resolve, 2 * impatient.answerMs));
    const confirmed = presence.confirm();
    expect(await departed()).toEqual([]);
    proxy.resume();
    expect(await confirmed).toBe(2);
    expect(presence.session).not.toBe(before);
    expect(await departed()).toEqual([]);
  });

  test('fails queries that wait for a lost server, and lets later ones pass when it is back', async () => {
    const waiting = sql`select pg_sleep(600)`.execute(db);
    const failed = expect(waiting).rejects.toThrow(/does not answer|terminated/);
    await expect
      .poll(async () => {
        const { rows } = await sql<{ active: boolean }>`
          select exists (select from pg_stat_activity where query like 'select pg_sleep%') as active
        `.execute(db);
        return rows[0]?.active;
      }, soon)
      .toBe(true);
    proxy.stall();
    const begun = performance.now();
    await failed;
    expect(performance.now() - begun).toBeLessThan(5 * impatient.answerMs);
    proxy.resume();
    await presence.confirm();
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
    expect(rows).toEqual([{ one: 1 }]);
  });

  test('keeps its session, and cuts none, while the server is only asked for long', async () => {
    const { session } = presence;
    await sql`select pg_sleep(2.5)`.execute(db);
    expect(await presence.confirm()).toBe(1);
    expect(presence.session).toBe(session);
  });
});

describe('confirm()', () => {
  test('rejects for one who waits when the process leaves', async () => {
    proxy.stall();
    const waiting = expect(presence.confirm()).rejects.toThrow();
    await presence.leave();
    await waiting;
    proxy.resume();
  });
});
