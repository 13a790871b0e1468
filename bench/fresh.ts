/**
 * How soon a new photo is found by search while a backfill runs: a server and a worker are processes of
 * their own on a catalogue of real photos, the worker computes a second version of a signal, and
 * photos come one by one, in turn sent to the server (`POST /v1/items`) and by `understory read`. Each
 * is searched by its words and by its picture, made smaller, from then until it is found.
 *
 *   npm run bench -- fresh [--items N] [--fresh N] [--photos FOLDER]
 */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openContext } from '../src/app/context.ts';
import { keepBackfilling } from './fresh/backfilling.ts';
import { runProgram, startWorker } from './fresh/programs.ts';
import { readOne, ways, type FreshRead } from './fresh/read-one.ts';
import { createFinder } from './fresh/search-until.ts';
import { choosePhotos, layOut } from './read/photos.ts';
import { startServer } from './server-process.ts';

const data = process.env.UNDERSTORY_DATA ?? join('..', 'shared', 'data');
const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '300' },
    fresh: { type: 'string', default: '40' },
    photos: { type: 'string', default: join(data, 'clothing') },
  },
});
const goalMs = 5000;
const words = { posted: 'sent to the server', read: 'by a command of its own' };
/** Before any is measured: what is loaded at first use is loaded by then. */
const unmeasured = 4;

const [items, fresh] = [Number(options.items), Number(options.fresh)];
const photos = await choosePhotos(options.photos, items + fresh + unmeasured);
if (photos.length < items + fresh + unmeasured) {
  throw new Error(
    `Expected ${items + fresh + unmeasured} JPEGs in ${options.photos}, there are ${photos.length}.`,
  );
}
const home = await mkdtemp(join(tmpdir(), 'understory-bench-'));
try {
  const models = join(tmpdir(), 'understory-bench-models');
  await mkdir(models, { recursive: true });
  await symlink(models, join(home, 'models'));
  await layOut(photos.slice(0, items), join(home, 'photos'));
  await runProgram(home, ['read', join(home, 'photos')]);
  const context = await openContext(home);
  const server = await startServer(home, ['--threads', '1'], {});
  const worker = await startWorker(home);
  const backfilling = keepBackfilling('image_embedding@2', context);
  try {
    const finder = createFinder(server);
    await finder.whenReady();
    const reads: FreshRead[] = [];
    for (const [number, photo] of photos.slice(items).entries()) {
      await backfilling.untilRunning();
      const way = ways[number % ways.length] ?? 'posted';
      const read = await readOne({ photo, number, way, home, server, finder, db: context.db });
      if (number >= unmeasured) reads.push(read);
    }
    report(reads, await backfilling.stop());
  } finally {
    await backfilling.stop();
    await worker.stop();
    await server.stop();
    await context.close();
  }
} finally {
  await rm(home, { recursive: true, force: true });
}

function report(reads: readonly FreshRead[], backfilled: number): void {
  say(
    `${reads.length} photos, one by one, into ${items}; ${backfilled} items backfilled meanwhile; ` +
      `${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
  );
  for (const way of ways) {
    const some = reads.filter((read) => read.way === way);
    say('');
    say(`seconds, ${words[way].padEnd(31)}   p50    p95`);
    for (const [name, of] of [
      ['found by its words after', (read: FreshRead) => read.foundMs.words],
      ['found by its picture after', (read: FreshRead) => read.foundMs.picture],
    ] as const) {
      const p95 = row(name, some.map(of));
      say(`  ${p95 < goalMs ? 'reached' : 'MISSED'} (goal p95 < ${goalMs / 1000} s)`);
    }
    say('of which');
    row('  until its run is there', stage(some, 'begun'));
    row('  it is listed, its photo kept', stage(some, 'listed'));
    row('  its signals wait and are computed', stage(some, 'computed'));
    row('  from then to found by its words', stage(some, 'words'));
    row('  from then to found by its picture', stage(some, 'picture'));
  }
}

function stage(reads: readonly FreshRead[], name: keyof FreshRead['stagesMs']): number[] {
  return reads.map(({ stagesMs }) => stagesMs[name]);
}

/** Prints the percentiles of durations in ms, and gives the 95th. */
function row(name: string, durations: readonly number[]): number {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  const cell = (ms: number) => (ms / 1000).toFixed(2).padStart(5);
  say(`${name.padEnd(44 - 4)} ${cell(at(0.5))}  ${cell(at(0.95))}`);
  return at(0.95);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
