/**
 * Three hosts, as far as one machine can be three: network namespaces on a bridge, with homes of
 * their own, that share a PostgreSQL and a store on S3. One reads photos and begins a backfill, two
 * work; in the middle of either one of the workers loses its network for longer than the database
 * waits for it. In the end all is there once, as one calm machine leaves it.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/base/errors.ts';
import { clothingPhotos, copyInto } from '../test/fixtures/catalogue.ts';
import { compareCatalogues } from '../test/fixtures/compare-catalogues.ts';
import { dataFolder } from '../test/fixtures/data.ts';
import { inspect } from '../test/fixtures/inspect.ts';
import { startS3Server } from '../test/fixtures/s3-server.ts';
import { runCalmly } from './hosts/calm.ts';
import { openCompany, storeCredentials } from './hosts/company.ts';
import { makeFolder, postgresFolder, removeFolder } from './hosts/leftovers.ts';
import { openNetwork } from './hosts/network.ts';
import { openObserver, until } from './hosts/observer.ts';
import { findRepeats } from './hosts/once.ts';
import { cutOff, outageText } from './hosts/outage.ts';
import { firstToBegin, startWorker } from './hosts/workers.ts';
import { commitsOfFaulty } from './hosts/post-mortem.ts';
import { startPostgres } from './hosts/postgres.ts';
import { whatIsMissing } from './hosts/requirements.ts';

const { values } = parseArgs({ options: { items: { type: 'string', default: '120' } } });
const count = Number(values.items);
if (!Number.isSafeInteger(count) || count < 120) {
  process.stderr.write(`Expected a whole number from 120, got "${values.items}".\n`);
  process.exit(2);
}
const data = dataFolder();
if (data === undefined) {
  process.stderr.write('There are no photos to read: name their folder in UNDERSTORY_DATA.\n');
  process.exit(2);
}
const missing = await whatIsMissing();
if (missing !== undefined) {
  say(`skipped: ${missing}`);
  process.exit(0);
}

const version = 'image_embedding@2';

/** So slow that a worker that was cut off is back long before the backfill ends. */
const backfillSeconds = 100;
const limitMs = 14 * 60_000;

/** What is to be undone whatever happens, the last first. */
const undo: (() => Promise<unknown>)[] = [];
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      reject(new Error(`ended by ${signal}`));
    });
  }
  setTimeout(() => {
    reject(new Error(`did not end within ${limitMs / 60_000} minutes`));
  }, limitMs).unref();
});
try {
  const faults = await Promise.race([drill(data), interrupted]);
  for (const fault of faults) say(`FAULT ${fault}`);
  say(faults.length === 0 ? 'all is there once' : `${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  say(messageOf(error));
  process.exitCode = 1;
}
for (const step of undo.toReversed()) {
  await step().catch((error: unknown) => {
    say(`not cleaned up: ${messageOf(error)}`);
    process.exitCode = 1;
  });
}
process.exit();

async function drill(from: string): Promise<string[]> {
  const folder = await makeFolder();
  undo.push(() => removeFolder(folder));
  const photos = join(folder, 'photos');
  await mkdir(photos);
  await copyInto(photos, from, await clothingPhotos(from, count));
  const read = ['read', photos, '--json', '--threads', '1'];
  const begun = performance.now();
  const elapsed = () => `${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s`;
  const tell = (line: string) => {
    say(`${elapsed()}  ${line}`);
  };

  const expected = await runCalmly(join(folder, 'calm'), [read, ['signals', 'backfill', version]]);
  tell(`calm: ${count} photos read, ${version} computed`);

  const network = await openNetwork();
  undo.push(network.close);
  await mkdir(postgresFolder(folder));
  const postgres = await startPostgres(postgresFolder(folder), network.address);
  undo.push(postgres.stop);
  const s3 = await startS3Server(network.address);
  undo.push(s3.close);
  const store = 's3://drill/store';
  const company = await openCompany(join(folder, 'hosts'), network, {
    databaseUrl: postgres.url,
    endpoint: s3.endpoint,
    store,
  });
  const observer = await openObserver(postgres.url);
  undo.push(observer.close);
  const workers = [await startWorker(company, 'alder'), await startWorker(company, 'birch')];

  const reading = company.run('server', read);
  const holdsShard = (pid: number) => observer.holdsShard('extract-shard', pid);
  const one = await Promise.race([firstToBegin(workers, holdsShard), reading.then(never)]);
  const first = await cutOff(one, 'extract-shard', network, observer);
  tell(outageText(first));
  await reading;
  tell('the read has ended');

  const rate = String(count / backfillSeconds);
  await company.run('server', [
    'signals',
    'backfill',
    version,
    '--detach',
    '--rate',
    rate,
    '--json',
  ]);
  const other = workers.find(({ host }) => host !== one.host) ?? one;
  const second = await cutOff(other, 'backfill-shard', network, observer);
  tell(outageText(second));
  const isOver = async () =>
    (await observer.count("select count(*)::int as n from backfills where state = 'running'")) ===
    0;
  await until('the backfill has ended', isOver, 400);
  tell('the backfill has ended');

  const faults: string[] = [];
  for (const [worker, outage] of [
    [one, first],
    [other, second],
  ] as const) {
    const shards = async (job: string, since?: number) =>
      await observer.shardsOf(job, worker.pid, since);
    const before = await shards('extract-shard');
    const after = await shards('backfill-shard', outage.endedAt);
    tell(
      `${worker.host}: ${before} shards of the read, ${await shards('backfill-shard')} of the backfill, ${after} of them since it was cut off`,
    );
    if (after === 0) faults.push(`${worker.host} took no shard after it was back`);
    worker.process.child.kill('SIGTERM');
    const { code, stderr } = await worker.process.ended;
    if (code !== 0)
      faults.push(`the worker on ${worker.host} ended with ${code}: ${stderr.slice(-2000)}`);
  }
  Object.assign(process.env, storeCredentials, { AWS_ENDPOINT_URL: s3.endpoint });
  const found = await inspect({ lance: `${store}/lance` }, postgres.url);
  for (const line of commitsOfFaulty(expected, found, s3)) tell(line);
  return [
    ...faults,
    ...compareCatalogues(expected, found),
    ...(await findRepeats(observer, count)),
  ];
}

/** The read ends well only after what it is raced with, unless it leaves nothing to the workers. */
function never(): never {
  throw new Error('The read ended before a worker had a part in it: read more.');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
