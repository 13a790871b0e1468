import { parseArgs } from 'node:util';
import { z } from 'zod';
import { seededRandom } from '../src/base/random.ts';
import { createHashIndex } from '../src/signals/near-duplicates/hash-index.ts';
import { hammingDistance, matchDistance } from '../src/signals/perceptual-hash/distance.ts';
import { runC } from './compiled-c.ts';
import { cpuMsOf, median } from './cpu-time.ts';
import { hashesLike, realHashes, uniformHashes, withChanges } from './hash-search/hashes.ts';

/** All PDQ hashes within 31 bits: the index of near-duplicates against counting the bits of all. */
const { values } = parseArgs({
  options: {
    hashes: { type: 'string', default: '1000000' },
    queries: { type: 'string', default: '200' },
    /** Of each set of pictures, for hashes as real ones lie. */
    pictures: { type: 'string', default: '150' },
  },
});
const [count, queries, pictures] = [values.hashes, values.queries, values.pictures].map(Number) as [
  number,
  number,
  number,
];
const words = 8;
const rounds = 5;
/** Queries of the linear scan in TypeScript, of which each takes long. */
const fewQueries = Math.min(20, queries);

const cFigures = z.object({ ms: z.number(), found: z.number() });

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}

function scanAll(hashes: Uint32Array, query: Uint32Array): number {
  let found = 0;
  for (let at = 0; at < hashes.length; at += words) {
    if (hammingDistance(query, hashes.subarray(at, at + words)) <= matchDistance) found += 1;
  }
  return found;
}

/** Half of the queries are copies of hashes that are there, half are of the same kind. */
function queriesFor(hashes: Uint32Array, others: Uint32Array): Uint32Array[] {
  const random = seededRandom(7);
  return Array.from({ length: queries }, (_, at) => {
    if (at % 2 === 1) return others.slice(at * words, (at + 1) * words);
    const row = Math.floor(random() * count) * words;
    return withChanges(hashes.slice(row, row + words), 20, random);
  });
}

/** Milliseconds of CPU, the median of some rounds. */
async function measure(work: () => void): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await cpuMsOf(async () => work()));
  return median(times);
}

async function bench(name: string, hashes: Uint32Array, others: Uint32Array): Promise<void> {
  const asked = queriesFor(hashes, others);
  const built = process.cpuUsage();
  const index = createHashIndex(hashes);
  const { user, system } = process.cpuUsage(built);
  let found = 0;
  const own =
    (await measure(() => {
      found = 0;
      for (const query of asked) found += index.within(query, matchDistance).length;
    })) / queries;
  const few = asked.slice(0, fewQueries);
  let linearFound = 0;
  const linear =
    (await measure(() => {
      linearFound = 0;
      for (const query of few) linearFound += scanAll(hashes, query);
    })) / few.length;
  const fewFound = few.reduce((sum, query) => sum + index.within(query, matchDistance).length, 0);
  line(`${name}: index built in ${((user + system) / 1e6).toFixed(1)} s of CPU; ms a query:`);
  line(`  index                        ${own.toFixed(3)}   ${found} found by ${queries} queries`);
  line(
    `  bits of all, TypeScript      ${linear.toFixed(3)}   recall of ${few.length} queries ${(fewFound / Math.max(1, linearFound)).toFixed(4)}`,
  );
  const c = await inC(hashes, asked);
  if (c) {
    line(
      `  bits of all, C with popcnt   ${c.ms.toFixed(3)}   recall of all queries ${(found / Math.max(1, c.found)).toFixed(4)}`,
    );
    line(
      `  C ÷ index: ${(c.ms / own).toFixed(1)} (goal: at least 3); TypeScript ÷ index: ${(linear / own).toFixed(1)}`,
    );
  } else line(`  TypeScript ÷ index: ${(linear / own).toFixed(1)} (no C compiler here)`);
}

async function inC(hashes: Uint32Array, asked: readonly Uint32Array[]) {
  const answer = await runC(new URL('./hash-search/scan.c', import.meta.url), {
    flags: ['-mpopcnt'],
    data: [hashes, ...asked],
    args: [count, asked.length, matchDistance, 3],
  });
  return cFigures.optional().parse(answer);
}

line(`${count} hashes, radius ${matchDistance}`);
await bench('uniform', uniformHashes(count), uniformHashes(queries, 5));
const real = await realHashes(pictures);
line(`${real.length} hashes of real pictures in eight positions, each with up to 60 bits changed:`);
await bench('real', hashesLike(real, count, 60), hashesLike(real, queries, 60, 6));
