/**
 * How long searches take over HTTP on a large catalogue: words, vectors and mixes of them, and
 * completions. Arguments: how many items (default 100,000), and a folder to keep the catalogue in.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../src/base/random.ts';
import { searchResultsSchema } from '../src/contracts/api.ts';
import { readVersions, type Versions } from '../src/extraction/versions/versions.ts';
import type { VectorIndexes } from '../src/retrieval/indexes/vector-indexes.ts';
import { latencyOf } from './browse/latency.ts';
import { withServedCatalogue } from './browse/serve-catalogue.ts';
import { rareWord } from './browse/synthetic-items.ts';
import { searchQueries } from './search/queries.ts';

const count = Number(process.argv[2] ?? 100_000);
const kept = process.argv[3];
const rounds = 100;
const documentsReadMs = 15_000;
const goal = { p50: 15, p99: 50 };

const options = { count, kept, serves: true };
await withServedCatalogue(options, async ({ context, workshop, server, token }) => {
  const rows = await context.db.selectFrom('items').select('id').limit(500).execute();
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const versions = await readVersions(context.db);
  await workshop.online.warm(versions);
  await buildGraphs(context.indexes, versions);
  const ids = rows.map(({ id }) => id);
  await measure({ address, token, ids });
});

interface Measured {
  readonly address: string;
  readonly token: string;
  readonly ids: readonly string[];
}

async function measure({ address, token, ids }: Measured): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const response = await fetch(`${address}${path}`, { headers, ...init });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const random = seededRandom(2027);
  const queries = searchQueries(random, ids);
  for (const query of Object.values(queries)) await untilInMemory(query, ask);
  // Documents of common words are read into memory once they are asked for; it cannot be seen.
  const readBy = performance.now() + documentsReadMs;
  for (let round = 0; performance.now() < readBy; round += 1) {
    await ask('/v1/search', queries['two common words']?.(round) ?? {});
  }
  const width = Math.max(...Object.keys(queries).map((name) => name.length));
  process.stdout.write(
    `${'ms a request'.padEnd(width)}    p50    p99   (goal ${goal.p50}, ${goal.p99})\n`,
  );
  const report = ([name, { p50, p99 }]: readonly [string, { p50: number; p99: number }]) => {
    const cells = [p50, p99].map((ms) => ms.toFixed(1).padStart(5));
    process.stdout.write(`${name.padEnd(width)}  ${cells.join('  ')}\n`);
  };
  for (const [name, query] of Object.entries(queries)) {
    const call = async (round: number) => void (await ask('/v1/search', query(round)));
    report([name, await latencyOf(rounds, call)]);
  }
  const beginning = () =>
    encodeURIComponent(rareWord(random).slice(0, 1 + Math.floor(random() * 5)));
  const complete = async () => void (await ask(`/v1/search/complete?q=${beginning()}`));
  report(['completions', await latencyOf(rounds, complete)]);
}

/** Graphs of the vectors, as a server that has run for some minutes has them. */
async function buildGraphs(indexes: VectorIndexes, versions: Versions): Promise<void> {
  const refs = [versions.live('image_embedding'), versions.live('text_embedding')] as const;
  for (const ref of refs) await indexes.build(ref, versions.registry);
  process.stdout.write(`graphs of ${refs.join(' and ')} are built\n`);
}

/** Until vectors are in memory tables are searched, which is slower. */
async function untilInMemory(
  query: (round: number) => object,
  ask: (path: string, body: object) => Promise<unknown>,
): Promise<void> {
  for (let round = 0; round < 120; round += 1) {
    const answer = await ask('/v1/search', { ...query(round), explain: true });
    const { explain = [] } = searchResultsSchema.parse(answer);
    if (!explain.some(({ reason }) => reason.includes('not in memory'))) return;
    await sleep(1000);
  }
  throw new Error('The vectors were not in memory after two minutes.');
}
