import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../src/base/random.ts';
import { cScan } from './ann/c-scan.ts';
import { clustered, type Matrix } from './ann/clustered.ts';
import {
  buildFloatGraph,
  exactNeighbours,
  floatGraph,
  measure,
  ownFiltered,
  ownGraph,
  ownIndex,
  ownScan,
  type Answers,
} from './ann/contenders.ts';
import { buildHnswlib } from './ann/hnswlib.ts';
import { recallOf, type Recall } from './ann/recall.ts';
import { cpuMsOf, median } from './cpu-time.ts';

/**
 * Neighbours among clustered vectors: the index against usearch over float32 at the same recall, its
 * scan against a loop in C, and filters. Figures are ms of CPU a query, medians of rounds in turn.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    dims: { type: 'string', default: '256' },
    queries: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' },
    filter: { type: 'string', default: '0.01,0.1,0.5' },
    /** The folder of an installed hnswlib-node, which needs a compiler. */
    hnswlib: { type: 'string' },
  },
});
const [rows, dims, queries, rounds] = [values.rows, values.dims, values.queries, values.rounds].map(
  Number,
) as [number, number, number, number];

/** The recall at which graphs are compared: of all queries, and of the one in a hundred that is worst off. */
const goal: Recall = { mean: 0.985, p1: 0.9 };

/** Links a row of the graphs over float32: what usearch does by default, and what the index has. */
const floatLinks = [16, 32];

interface Contender {
  readonly name: string;
  readonly search: (query: Float32Array) => readonly number[] | Promise<readonly number[]>;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}

function shown({ mean, p1 }: Recall): string {
  return `recall ${mean.toFixed(4)} mean, ${p1.toFixed(2)} at the 1st percentile`;
}

/** The first of some breadths, from narrow to broad, that reaches the recall; undefined where none does. */
async function narrowest(
  asked: Matrix,
  truth: Answers,
  breadths: readonly number[],
  searchOf: (breadth: number) => Contender['search'],
): Promise<number | undefined> {
  for (const breadth of breadths) {
    const { found } = await measure(asked, searchOf(breadth));
    const { mean, p1 } = recallOf(found, truth);
    if (mean >= goal.mean && p1 >= goal.p1) return breadth;
  }
  return undefined;
}

/** The median time of each, in turn; the first round warms up. */
async function compare(
  asked: Matrix,
  truth: Answers,
  contenders: readonly Contender[],
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  const recalls = new Map<string, Recall>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, search } of contenders) {
      const { ms, found } = await measure(asked, search);
      if (round > 0) times.get(name)?.push(ms);
      recalls.set(name, recallOf(found, truth));
    }
  }
  const medians = new Map([...times].map(([name, all]) => [name, median(all)]));
  for (const [name, ms] of medians) {
    const recall = recalls.get(name);
    line(`  ${name.padEnd(44)} ${ms.toFixed(3)} ms   ${recall ? shown(recall) : ''}`);
  }
  return medians;
}

function ratio(times: ReadonlyMap<string, number>, a: string, b: string): string {
  return ((times.get(a) ?? Number.NaN) / (times.get(b) ?? Number.NaN)).toFixed(2);
}

const folder = await mkdtemp(join(tmpdir(), 'understory-ann-'));
try {
  line(`${rows} vectors of ${dims} dimensions, clustered; ${queries} queries, 10 neighbours`);
  const { data, asked } = clustered({ rows, queries, dims });
  const truth = exactNeighbours(data, asked);

  const floatFile = (links: number) => join(folder, `float-${links}.usearch`);
  const megabytes = async (file: string) => Math.round((await stat(file)).size / 1e6);
  for (const links of floatLinks) {
    const ms = await cpuMsOf(() => Promise.resolve(buildFloatGraph(data, floatFile(links), links)));
    line(
      `built: usearch float32, ${links} links ${(ms / 1000).toFixed(0)} s of CPU, ${await megabytes(floatFile(links))} MB`,
    );
  }
  const begun = process.cpuUsage();
  const own = ownIndex(data, folder);
  const { user, system } = process.cpuUsage(begun);
  line(
    `built: the index ${((user + system) / 1e6).toFixed(0)} s, ${await megabytes(join(folder, 'own.usearch'))} MB mapped ` +
      `and ${Math.round(own.rows.vectors.sizeBytes / 1e6)} MB of vectors`,
  );

  const breadths = [10, 16, 24, 28, 32, 36, 40, 44, 50, 64, 96, 128, 192, 256, 512];
  line(
    `graphs, at the first breadth that reaches a recall of ${goal.mean} in the mean and ${goal.p1} at the 1st percentile:`,
  );
  const hnswlib = values.hnswlib === undefined ? undefined : buildHnswlib(data, values.hnswlib);
  const floats: Contender[] = [];
  for (const links of floatLinks) {
    const searchOf = (each: number) => floatGraph(data, floatFile(links), each, links);
    const ef = await narrowest(asked, truth, breadths, searchOf);
    const name = `usearch float32, ${links} links`;
    if (ef === undefined) line(`  ${name} does not reach it at any, up to ${breadths.at(-1)}`);
    floats.push(
      ef === undefined
        ? { name: `${name}, ef ${breadths.at(-1)}`, search: searchOf(breadths.at(-1) ?? 0) }
        : { name: `${name}, ef ${ef}`, search: searchOf(ef) },
    );
  }
  const breadth = await narrowest(asked, truth, breadths, (each) => ownGraph(own, each));
  if (breadth === undefined) line('  int8 and rerank does not reach it at any');
  const ownName = `int8 and rerank, breadth ${breadth ?? 50}`;
  const graphs = await compare(asked, truth, [
    ...floats,
    { name: ownName, search: ownGraph(own, breadth ?? 50) },
    { name: 'int8 and rerank as it is used (breadth 50)', search: ownGraph(own, 50) },
    ...(hnswlib ? [{ name: 'hnswlib-node, ef 64', search: hnswlib(64) }] : []),
  ]);
  for (const { name } of floats) {
    line(`  int8 and rerank ÷ ${name}: ${ratio(graphs, ownName, name)} (goal: at most 0.7)`);
  }

  line('all vectors compared:');
  const few: Matrix = { ...asked, count: Math.min(50, asked.count) };
  const scans = await compare(few, truth.slice(0, few.count), [
    { name: 'WebAssembly scan and rerank', search: ownScan(own) },
  ]);
  const scan = scans.get('WebAssembly scan and rerank') ?? Number.NaN;
  const c = await cScan(data, few, rounds);
  if (c) {
    line(
      `  C with AVX2, float32 ${c.float.toFixed(3)} ms; bytes, no rerank ${c.bytes.toFixed(3)} ms`,
    );
    line(
      `  the scan ÷ C float32: ${(scan / c.float).toFixed(2)} (goal: at most 1.5); ` +
        `÷ C bytes: ${(scan / c.bytes).toFixed(2)}`,
    );
  } else line('  no C compiler for AVX2 here to compare with');

  for (const share of values.filter.split(',').map(Number)) {
    const random = seededRandom(Math.round(share * 1e6));
    const among = Array.from({ length: rows }, (_, row) => row).filter(() => random() < share);
    const filtered = exactNeighbours(data, asked, among);
    const { plan, search } = ownFiltered(own, among);
    const pass = new Set(among);
    line(`a filter that ${share * 100} % match:`);
    const times = await compare(asked, filtered, [
      { name: plan.path, search },
      ...(hnswlib
        ? [
            {
              name: 'hnswlib-node with a callback, ef 64',
              search: hnswlib(64, (row) => pass.has(row)),
            },
          ]
        : []),
    ]);
    if (hnswlib) {
      line(`  ÷ hnswlib-node: ${ratio(times, plan.path, 'hnswlib-node with a callback, ef 64')}`);
    }
  }
  if (!hnswlib) line('hnswlib-node was not given (--hnswlib FOLDER): it is only there compiled.');
} finally {
  await rm(folder, { recursive: true });
}
