/**
 * A backfill of a second version by one worker process and by two, in alternating rounds. Each
 * worker is held to one core of its own, as a container of one CPU would be, where `taskset` is
 * there; what is compared are the items a second from the first shard that was finished to the last.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openContext, type AppContext } from '../src/app/context.ts';
import { beginBackfill } from '../src/extraction/backfill/begin.ts';
import { findJobDetail } from '../src/extraction/backfill/job-view.ts';
import { planBackfill } from '../src/extraction/backfill/plan.ts';
import { drop } from '../src/releases/retire-version.ts';
import { median } from './cpu-time.ts';
import { choosePhotos, layOut } from './read/photos.ts';

const data = process.env.UNDERSTORY_DATA ?? join('..', 'shared', 'data');
const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '960' },
    photos: { type: 'string', default: join(data, 'clothing') },
    rounds: { type: 'string', default: '3' },
  },
});

const ref = 'image_embedding@2';
const cli = fileURLToPath(new URL('../bin/understory.js', import.meta.url));
const rounds = Number(options.rounds);

const photos = await choosePhotos(options.photos, Number(options.items));
if (photos.length === 0) throw new Error(`There are no JPEGs in ${options.photos}.`);
const home = await mkdtemp(join(tmpdir(), 'understory-bench-'));
const speeds: Record<1 | 2, number[]> = { 1: [], 2: [] };
try {
  await shareModels(home);
  const folder = join(home, 'photos');
  await layOut(photos, folder);
  await ended(spawn(process.execPath, [cli, '--home', home, 'read', folder], { stdio: 'ignore' }));
  const context = await openContext(home);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? ([1, 2] as const) : ([2, 1] as const);
      for (const workers of order) {
        const speed = await measure(workers, context);
        speeds[workers].push(speed);
        print(
          `round ${round + 1}: ${workers} worker${workers > 1 ? 's' : ''} ${speed.toFixed(1)} items/s`,
        );
      }
    }
  } finally {
    await context.close();
  }
  report();
} finally {
  await rm(home, { recursive: true, force: true });
}

async function measure(count: 1 | 2, context: AppContext): Promise<number> {
  const workers = Array.from({ length: count }, (_, core) => startWorker(core));
  try {
    await Promise.all(workers.map(untilWorking));
    const plan = await planBackfill(ref, context);
    const job = await beginBackfill(plan, { by: 'bench' }, context);
    for (;;) {
      const { state, shardList } = await findJobDetail(context.db, job);
      if (state === 'done') return speedOf(shardList);
      if (state !== 'running') throw new Error(`The backfill is ${state}.`);
      await sleep(200);
    }
  } finally {
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.all(workers.map(ended));
    await drop(ref, { days: 0 }, context).catch(() => undefined);
  }
}

function startWorker(core: number): ChildProcess {
  const command = [process.execPath, cli, '--home', home, 'worker', '--threads', '1'];
  const pinned =
    process.platform === 'linux' ? ['taskset', '-c', String(core), ...command] : command;
  const [program = '', ...args] = pinned;
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

async function untilWorking({ stderr }: ChildProcess): Promise<void> {
  if (!stderr) throw new Error('The worker has no standard error.');
  for await (const chunk of stderr) if (String(chunk).includes('Working')) return;
}

/** Of all items but those of the first shard, from its end on: models are loaded by then. */
function speedOf(
  shards: readonly { readonly done: number | null; readonly finishedAt: string | null }[],
): number {
  const ends = shards
    .map(({ done, finishedAt }) => ({ done: done ?? 0, at: Date.parse(finishedAt ?? '') }))
    .toSorted((a, b) => a.at - b.at);
  const [first, last] = [ends[0], ends.at(-1)];
  if (!first || !last || first === last) throw new Error('There are too few shards to measure.');
  const items = ends.reduce((sum, { done }) => sum + done, 0) - first.done;
  return items / ((last.at - first.at) / 1000);
}

async function shareModels(to: string): Promise<void> {
  const models = join(tmpdir(), 'understory-bench-models');
  await mkdir(models, { recursive: true });
  await symlink(models, join(to, 'models'));
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function report(): void {
  const [one, two] = [median(speeds[1]), median(speeds[2])];
  const ratio = two / one;
  const verdict = ratio >= 1.7 ? 'reached' : 'MISSED';
  print(
    `${photos.length} photos, ${ref}, ${rounds} rounds (medians), ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  print(`one worker       ${one.toFixed(1)} items/s`);
  print(
    `two workers      ${two.toFixed(1)} items/s: ${ratio.toFixed(2)} times, ${verdict} (goal ≥ 1.7)`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
