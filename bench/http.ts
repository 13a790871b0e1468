/**
 * CPU that a server takes for a small JSON answer (`GET /v2`, with a bearer that is checked), against a
 * bare node:http that sends the same bytes, each a process of its own. They take turns; medians. What
 * a server does all the time though nobody asks, such as looking for work, is measured before and
 * told beside it.
 *
 *   npm run bench -- http [--requests N] [--rounds N]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { median } from './cpu-time.ts';
import { processCpuMs } from './process-cpu.ts';
import { startServer } from './server-process.ts';

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string', default: '30000' },
    rounds: { type: 'string', default: '5' },
  },
});
const requests = Number(options.requests);
const rounds = Number(options.rounds);
const connections = 16;
const goal = 1.5;
const idleSeconds = 5;

interface Contender {
  readonly pid: number | undefined;
  ask(): Promise<void>;
  readonly took: number[];
}

function contender(address: string, pid: number | undefined, token: string): Contender {
  const pool = new Pool(address, { connections });
  const headers = { authorization: `Bearer ${token}` };
  return {
    pid,
    took: [],
    async ask() {
      const { statusCode, body } = await pool.request({ path: '/v2', method: 'GET', headers });
      await body.dump();
      if (statusCode !== 200) throw new Error(`expected 200, got ${statusCode}`);
    },
  };
}

async function load({ ask }: Contender): Promise<void> {
  let left = requests;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await ask();
    }
  };
  await Promise.all(Array.from({ length: connections * 2 }, client));
}

/** Milliseconds of CPU a second while nobody asks. */
async function idleCpuMs(pid: number | undefined): Promise<number> {
  const before = await processCpuMs(pid);
  await sleep(idleSeconds * 1000);
  return ((await processCpuMs(pid)) - before) / idleSeconds;
}

const home = await mkdtemp(join(tmpdir(), 'understory-bench-'));
const { address, token, pid, stop } = await startServer(home, ['--threads', '1'], {});
const answer = await fetch(`${address}/v2`, { headers: { authorization: `Bearer ${token}` } });
const bare = fork(fileURLToPath(new URL('./http/bare-server.js', import.meta.url)), [
  await answer.text(),
]);
try {
  const [port] = (await once(bare, 'message')) as [number];
  // Its models are loaded meanwhile, which is no part of an answer.
  while ((await fetch(`${address}/v1/health/ready`)).status !== 200) {
    await sleep(500);
  }
  const contenders = {
    understory: contender(address, pid, token),
    'node:http': contender(`http://127.0.0.1:${port}`, bare.pid, token),
  };
  const idle = await idleCpuMs(pid);
  const seconds: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    for (const each of Object.values(contenders)) {
      const [before, begun] = [await processCpuMs(each.pid), performance.now()];
      await load(each);
      if (round < 0) continue;
      each.took.push(((await processCpuMs(each.pid)) - before) * (1000 / requests));
      if (each.pid === pid) seconds.push((performance.now() - begun) / 1000);
    }
  }
  const [own, least] = [median(contenders.understory.took), median(contenders['node:http'].took)];
  for (const [name, { took }] of Object.entries(contenders)) {
    const each = took.map((us) => us.toFixed(0)).join(', ');
    process.stdout.write(`${name}: ${median(took).toFixed(0)} µs of CPU an answer (${each})\n`);
  }
  process.stdout.write(`${(own / least).toFixed(2)}× (goal: at most ${goal}×)\n`);
  const unasked = (idle * median(seconds) * 1000) / requests;
  process.stdout.write(
    `of which ${unasked.toFixed(1)} µs are of a server that nobody asks (${idle.toFixed(0)} ms a second): ` +
      `${((own - unasked) / least).toFixed(2)}× without\n`,
  );
} finally {
  bare.kill();
  await stop();
  await rm(home, { recursive: true, force: true });
}
process.exit();
