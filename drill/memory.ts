/**
 * Whether memory stays flat: one read of many distinct copies of photos, made by bytes after the
 * end of the JPEG, which no decoder sees. Prints resident memory over the read and fails when its
 * end is more than 1.2 times its tenth.
 */
import { appendFile, copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compiled } from '../bench/compiled.ts';
import { choosePhotos } from '../bench/read/photos.ts';
import type { MemorySample } from './memory/read.ts';

const data = process.env.UNDERSTORY_DATA ?? join('..', 'shared', 'data');
const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '20000' },
    photos: { type: 'string', default: join(data, 'clothing') },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
});

const count = Number(options.items);
const allowedGrowth = 1.2;

const photos = await choosePhotos(options.photos, count);
if (photos.length === 0) throw new Error(`There are no JPEGs in ${options.photos}.`);
const home = await mkdtemp(join(tmpdir(), 'understory-drill-'));
const samples: MemorySample[] = [];
try {
  await shareModels(home);
  const folder = join(home, 'copies');
  await makeCopies(folder);
  const program = await compiled(import.meta.url, './memory/read.ts');
  await program.run([home, folder, options.threads], (sample) => {
    keep(sample as MemorySample);
  });
} finally {
  await rm(home, { recursive: true, force: true });
}
judge();

/** Models are converted once for all benchmarks and drills. */
async function shareModels(to: string): Promise<void> {
  const models = join(tmpdir(), 'understory-bench-models');
  await mkdir(models, { recursive: true });
  await symlink(models, join(to, 'models'));
}

/** The bytes of the n-th copy differ, and so does its digest; its pixels are those of the photo. */
async function makeCopies(folder: string): Promise<void> {
  await mkdir(folder);
  for (let copy = 0; copy < count; copy += 1) {
    const file = join(folder, `${copy}.jpg`);
    await copyFile(photos[copy % photos.length] ?? '', file);
    await appendFile(file, `copy ${copy}`);
  }
}

/** A line for each twentieth of the read. */
function keep(sample: MemorySample): void {
  const before = samples.at(-1)?.done ?? -1;
  samples.push(sample);
  const twentieth = Math.max(1, Math.floor(count / 20));
  if (Math.floor(sample.done / twentieth) > Math.floor(before / twentieth)) {
    const { done, seconds, rssBytes } = sample;
    process.stdout.write(`${done} items  ${seconds.toFixed(0)} s  ${megabytes(rssBytes)} MB\n`);
  }
}

/** The tenth and the end are each the median of the samples in a twentieth of the read. */
function judge(): void {
  const tenth = medianBetween(0.1, 0.15);
  const end = medianBetween(0.95, 1);
  const growth = end / tenth;
  const flat = growth <= allowedGrowth;
  process.stdout.write(
    `at a tenth ${megabytes(tenth)} MB, at the end ${megabytes(end)} MB: ${growth.toFixed(2)} times, ` +
      `${flat ? 'flat' : `more than ${allowedGrowth}`}\n`,
  );
  if (!flat) process.exitCode = 1;
}

function medianBetween(from: number, to: number): number {
  const within = samples
    .filter(({ done }) => done >= from * count && done <= to * count)
    .map(({ rssBytes }) => rssBytes)
    .toSorted((a, b) => a - b);
  const middle = within[Math.floor(within.length / 2)];
  if (middle === undefined) throw new Error('The read was too short to say: take more --items.');
  return middle;
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
