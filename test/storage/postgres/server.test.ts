import { rm } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Home } from '../../../src/base/home.ts';
import { announcePresence, findDeparted } from '../../../src/storage/postgres/presence.ts';
import { startServer, stopServerIfUnused } from '../../../src/storage/postgres/server.ts';
import { makeHome } from '../../fixtures/home.ts';
import { startProgram, type Program } from '../../fixtures/program.ts';

let home: Home;
let started: Program[] = [];

beforeAll(async () => {
  home = await makeHome();
});
afterEach(async () => {
  for (const program of started) await program.kill();
  started = [];
});
afterAll(async () => {
  await stopServerIfUnused(home);
  await rm(home.root, { recursive: true, force: true });
});

function start(name: string, ...args: string[]): Program {
  const program = startProgram(name, [home.root, ...args]);
  started.push(program);
  return program;
}

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(query);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

const bootTime = 'select pg_postmaster_start_time()::text as answer';

describe('startServer()', () => {
  test('starts one server when two processes ask at once, which lives until the last has left', async () => {
    const [a, b] = [start('hold-server', 'a'), start('hold-server', 'b')];
    const [url, same] = await Promise.all([a.line(), b.line()]);
    expect(same).toBe(url);
    const booted = await ask(url, bootTime);

    a.child.kill('SIGTERM');
    expect(await a.ended).toBe(0);
    expect(await ask(url, bootTime)).toBe(booted);

    b.child.kill('SIGTERM');
    expect(await b.ended).toBe(0);
    await expect(ask(url, bootTime)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('finds the server again, with its data, after it was stopped and after all its users were killed', async () => {
    const first = start('hold-server', 'first');
    const url = await first.line();
    await ask(url, 'create table kept as select 7 as answer');
    await first.kill();

    expect(await startServer(home, (found) => ask(found, 'select answer from kept'))).toBe(7);
    await stopServerIfUnused(home);
    await expect(ask(url, bootTime)).rejects.toThrow(/ECONNREFUSED/);
    expect(await startServer(home, (found) => ask(found, 'select answer from kept'))).toBe(7);
  });

  test('goes on within seconds when the holder of its lock is killed', async () => {
    const holder = start('hold-lock');
    const url = await holder.line();
    await holder.kill();
    const begun = Date.now();
    expect(await startServer(home, (found) => Promise.resolve(found))).toBe(url);
    expect(Date.now() - begun).toBeLessThan(15_000);
  });
});

describe('findDeparted()', () => {
  test('names a process as soon as it is killed, and none that lives', async () => {
    const program = start('hold-server', 'host:1:aaaa');
    const url = await program.line();
    const own = await announcePresence(url, 'host:2:bbbb');
    const both = ['host:1:aaaa', 'host:2:bbbb'];
    expect(await findDeparted(url, both)).toEqual([]);
    await program.kill();
    await expect.poll(() => findDeparted(url, both)).toEqual(['host:1:aaaa']);
    await own.leave();
  });
});
