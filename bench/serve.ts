/**
 * `POST /v1/signals` of `image_embedding` for JPEGs of 500×750, made from real photos and each sent
 * once: how long one takes when nothing else is asked, how many a second there are at most, how long
 * they take at four fifths of that, and how a read compares that computes the same signal alone.
 */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compiled } from './compiled.ts';
import { median } from './cpu-time.ts';
import { choosePhotos } from './read/photos.ts';
import { measureLoopDelay, type Delay } from './loop-delay.ts';
import { createAsker } from './serve/ask.ts';
import { closedLoop, pacedLoop, type LoopResult } from './serve/loops.ts';
import { distinct, shrinkPhotos } from './serve/photos.ts';
import { startServer } from './server-process.ts';

const data = process.env.UNDERSTORY_DATA ?? join('..', 'shared', 'data');
const { values: options } = parseArgs({
  options: {
    photos: { type: 'string', default: join(data, 'clothing') },
    seconds: { type: 'string', default: '60' },
    batch: { type: 'string', default: '1' },
  },
});

const rounds = 3;
/** Of a round that looks for the most there is. */
const roundSeconds = 8;
const unloadedRequests = 40;
/** Enough that some always wait for a thread, so that none waits for the way of a request. */
const clients = availableParallelism() * 4;

const photos = await choosePhotos(options.photos, 200);
if (photos.length === 0) throw new Error(`There is no photo in ${options.photos}.`);
const pictures = await shrinkPhotos(photos);
const home = await mkdtemp(join(tmpdir(), 'understory-bench-'));
try {
  await shareModels(home);
  const reading = await compiled(import.meta.url, './serve/read-rate.ts');
  const server = await startServer(home, [], { UNDERSTORY_COMPUTE_BATCH: options.batch });
  try {
    const asker = createAsker(server.address, server.token);
    await asker.whenReady();
    const ask = () => asker.embed(distinct(pictures));
    await closedLoop(ask, clients, 3);

    const unloaded: number[] = [];
    for (let each = 0; each < unloadedRequests; each += 1) unloaded.push(await timed(ask));
    const capacities: number[] = [];
    const readRates: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      capacities.push((await closedLoop(ask, clients, roundSeconds)).perSecond);
      await reading.run([home, String(roundSeconds), options.photos], (rate) =>
        readRates.push(Number(rate)),
      );
    }
    const capacity = median(capacities);
    const before = await asker.live();
    const delay = await measureLoopDelay();
    const loaded = await pacedLoop(ask, clients, capacity * 0.8, Number(options.seconds), () =>
      asker.live(),
    );
    const { idle } = await delay.stop();
    const rates = { capacity, readRate: median(readRates) };
    report({ unloaded: median(unloaded), ...rates, loaded, before, idle });
    const { batches } = await asker.live();
    say(`batches            ${JSON.stringify(batches)}`);
    await asker.close();
  } finally {
    await server.stop();
  }
} finally {
  await rm(home, { recursive: true, force: true });
}

interface Figures {
  readonly unloaded: number;
  readonly capacity: number;
  readonly readRate: number;
  readonly loaded: LoopResult;
  readonly before: { readonly rssBytes: number };
  /** Of a thread that does nothing: what the machine itself holds up. */
  readonly idle: Delay;
}

function report({ unloaded, capacity, readRate, loaded, before, idle }: Figures): void {
  say(
    `image_embedding of ${pictures.length} photos of 500×750, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
  );
  say(
    `unloaded           ${unloaded.toFixed(1)} ms (median of ${unloadedRequests}, one at a time)`,
  );
  const share = capacity / readRate;
  sayGoal(
    'throughput        ',
    `${capacity.toFixed(1)}/s`,
    share >= 0.9,
    `≥ 0.9 of a read: ${share.toFixed(2)} of ${readRate.toFixed(1)}/s`,
  );
  const { p50, p99, max, perSecond, requests, failed, eventLoopP99, rss } = loaded;
  say(
    `at 80 %            ${perSecond.toFixed(1)}/s, ${requests} requests, ${failed} not answered; p50 ${p50.toFixed(1)} ms, longest ${max.toFixed(0)} ms`,
  );
  sayGoal(
    'p99               ',
    `${p99.toFixed(1)} ms`,
    p99 <= unloaded * 3,
    `≤ 3 × unloaded: ${(p99 / unloaded).toFixed(2)} ×`,
  );
  sayGoal(
    'event loop p99    ',
    `${eventLoopP99.toFixed(1)} ms`,
    eventLoopP99 < 10,
    `< 10 ms; an idle thread beside it: ${idle.p99.toFixed(1)} ms`,
  );
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const [first = before.rssBytes, last = before.rssBytes] = [rss.at(0), rss.at(-1)];
  const isFlat = last <= first * 1.05;
  sayGoal(
    'RSS               ',
    `${rss.map(megabytes).join(' → ')} MB`,
    isFlat,
    'at most 5 % more at the end',
  );
}

async function timed(work: () => Promise<boolean>): Promise<number> {
  const begun = performance.now();
  if (!(await work())) throw new Error('A single request was not answered.');
  return performance.now() - begun;
}

/** Models are converted once for all runs of this benchmark. */
async function shareModels(to: string): Promise<void> {
  const models = join(tmpdir(), 'understory-bench-models');
  await mkdir(models, { recursive: true });
  await symlink(models, join(to, 'models'));
}

function sayGoal(name: string, value: string, reached: boolean, goal: string): void {
  say(`${name} ${value}   ${reached ? 'reached' : 'MISSED'} (goal ${goal})`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
