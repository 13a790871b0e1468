/**
 * How long look-ups of signals take in a catalogue of 100,000 items, asked of a server in a process
 * of its own by a consumer with a key, at constant rates. Arguments: how many items, and a folder to
 * keep the catalogue in.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { openContext } from '../src/app/context.ts';
import { issueKey } from '../src/consumers/keys/issue.ts';
import { registerConsumer } from '../src/consumers/register.ts';
import { seededRandom } from '../src/base/random.ts';
import { signalNames } from '../src/contracts/values.ts';
import { median } from './cpu-time.ts';
import { fillSignals, idOf } from './lookup/fill-signals.ts';
import { openLoad, type Latencies, type Load } from './lookup/open-load.ts';
import { serveHome, type ServedHome } from './lookup/served.ts';

const count = Number(process.argv[2] ?? 100_000);
const kept = process.argv[3];

interface Case {
  readonly name: string;
  readonly ids: number;
  readonly signals: readonly string[];
  readonly accept: string;
  readonly load: Load;
  /** Milliseconds that 99 of 100 requests may take; undefined where nothing is promised. */
  readonly goal?: number;
}

interface Measured extends Latencies {
  /** Of the server's process, without that of PostgreSQL; milliseconds a request. */
  readonly cpu: number;
}

const json = 'application/json';
const ranking = ['image_embedding', 'topics', 'ocr', 'safety'];
const one = { perSecond: 50, requests: 500 };
const many = { perSecond: 2, requests: 20 };

const cases: readonly Case[] = [
  { name: '1 id, one signal', ids: 1, signals: ['ocr'], accept: json, load: one, goal: 10 },
  { name: '1 id, four signals', ids: 1, signals: ranking, accept: json, load: one, goal: 10 },
  {
    name: '1 id, every signal',
    ids: 1,
    signals: signalNames,
    accept: json,
    load: one,
    goal: 10,
  },
  { name: '500 ids, one signal', ids: 500, signals: ['ocr'], accept: json, load: many, goal: 120 },
  {
    name: '500 ids, four signals',
    ids: 500,
    signals: ranking,
    accept: json,
    load: many,
    goal: 120,
  },
  {
    name: '500 ids, vectors as bytes',
    ids: 500,
    signals: ['image_embedding'],
    accept: 'application/octet-stream',
    load: many,
    goal: 120,
  },
];

const home = kept ?? (await mkdtemp(join(tmpdir(), 'understory-bench-')));
try {
  const key = await prepare();
  for (const [copyBytes, rounds, title] of [
    [0, 1, 'without copies: every look-up asks its tables'],
    [2 ** 32, 3, 'with copies of the tables'],
  ] as const) {
    const server = await serveHome(home, copyBytes);
    try {
      process.stdout.write(`\n${title}\n`);
      await measure(server, key, rounds, copyBytes > 0);
    } finally {
      await server.stop();
    }
  }
} finally {
  if (kept === undefined) await rm(home, { recursive: true });
}

/** Fills the catalogue where it is not, and gives the key of a consumer. */
async function prepare(): Promise<string> {
  const context = await openContext(home);
  try {
    const { items } = await context.db
      .selectFrom('items')
      .select((eb) => eb.fn.countAll<string>().as('items'))
      .executeTakeFirstOrThrow();
    if (Number(items) === 0) await fillSignals(context, count);
    const name = `bench-${process.pid}`;
    const consumer = { name, owner: 'bench', purpose: 'Measuring.', signals: [...signalNames] };
    await registerConsumer(context.db, consumer, Date.now());
    const grant = { scopes: ['signals:read' as const], expiresInDays: 1 };
    return (await issueKey(context.db, name, grant, Date.now())).secret;
  } finally {
    await context.close();
  }
}

async function measure(
  server: ServedHome,
  key: string,
  rounds: number,
  isCopied: boolean,
): Promise<void> {
  const pool = new Pool(server.address, { connections: 16 });
  const random = seededRandom(7);
  const ask = async ({ ids, signals, accept }: Case): Promise<void> => {
    const chosen = Array.from({ length: ids }, () => idOf(Math.floor(random() * count)));
    const { statusCode, body } = await pool.request({
      path: '/v1/signals/lookup',
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': json, accept },
      body: JSON.stringify({ ids: chosen, signals }),
    });
    const bytes = await body.arrayBuffer();
    if (statusCode !== 200) throw new Error(Buffer.from(bytes).toString());
  };

  const results = new Map<Case, Measured[]>(cases.map((each) => [each, []]));
  for (const each of cases) for (let warm = 0; warm < 20; warm += 1) await ask(each);
  if (isCopied) {
    await untilCopied(server, () => Promise.all(cases.map(ask)));
    // A server that has answered for a minute; before, its code is still being compiled.
    for (const each of cases) await openLoad(each.load, () => ask(each));
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [each, latencies] of results) {
      const before = await server.cpuMs();
      const latency = await openLoad(each.load, () => ask(each));
      const cpu = ((await server.cpuMs()) - before) / each.load.requests;
      latencies.push({ ...latency, cpu });
    }
  }
  await pool.close();
  print(results, rounds);
}

/** Copies are made of the tables that are asked, a few milliseconds at a time. */
async function untilCopied(server: ServedHome, askAll: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const before = await server.answeredBy();
    await askAll();
    const after = await server.answeredBy();
    if (after.table === before.table) break;
    await sleep(1000);
  }
  const seconds = (performance.now() - begun) / 1000;
  process.stdout.write(`all tables were copied after ${seconds.toFixed(0)} s\n`);
}

function print(results: ReadonlyMap<Case, readonly Measured[]>, rounds: number): void {
  const width = Math.max(...cases.map(({ name }) => name.length));
  const line = (cells: readonly string[], name: string) =>
    process.stdout.write(
      `${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(7)).join('  ')}\n`,
    );
  process.stdout.write(`ms a request, medians of ${rounds} rounds, of ${count} items\n`);
  line(['/s', 'p50', 'p99', 'max', 'CPU', 'goal'], '');
  for (const [{ name, load, goal }, latencies] of results) {
    const figure = (of: keyof Measured) => median(latencies.map((each) => each[of]));
    const p99 = figure('p99');
    const verdict = goal === undefined ? '' : `${p99 < goal ? '<' : 'MISSED'} ${goal}`;
    const figures = [figure('p50'), p99, figure('max'), figure('cpu')].map((ms) => ms.toFixed(1));
    line([String(load.perSecond), ...figures, verdict], name);
  }
}
