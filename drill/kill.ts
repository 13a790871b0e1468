/**
 * Reads photos, computes a second version beside the first, promotes it and goes back, deletes some
 * items, and sends others to a server, while all that works at it is killed at random moments; and
 * compares what is there in the end, row by row, with what the same left that nobody disturbed. When a round ends before all
 * kills are spent, the next begins with an empty home.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/base/errors.ts';
import { homeAt } from '../src/base/home.ts';
import { seededRandom } from '../src/base/random.ts';
import { stopServerIfUnused } from '../src/storage/postgres/server.ts';
import { changeVersions } from '../test/fixtures/change-versions.ts';
import { clothingPhotos, copyInto } from '../test/fixtures/catalogue.ts';
import { compareCatalogues } from '../test/fixtures/compare-catalogues.ts';
import { dataFolder } from '../test/fixtures/data.ts';
import { makeHome } from '../test/fixtures/home.ts';
import { inspectHome } from './kill/inspect-home.ts';
import { runRound } from './kill/round.ts';
import { postPhotos } from '../test/fixtures/post-photos.ts';
import { startCli } from '../test/fixtures/run-cli.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '50' },
    items: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const [times, items, seed] = [values.times, values.items, values.seed].map((text) => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  process.stderr.write(`Expected a whole number above 0, got "${text}".\n`);
  process.exit(2);
});

const data = dataFolder();
if (data === undefined) {
  process.stderr.write('There are no photos to read: name their folder in UNDERSTORY_DATA.\n');
  process.exit(2);
}

/** Of one round at most: a version of few items is soon computed. */
const killsOfVersions = 12;

/** Of one round at most, while photos are sent to a server. */
const killsOfServers = 6;

const sentCount = 12;

/** Rounds after which too little is killed for it to go on: a read that outruns its killers. */
const maxRounds = 40;

const photos = join(tmpdir(), `understory-drill-${process.pid}`);
const homes: string[] = [];
try {
  process.exitCode = await drill(data, times ?? 50, items ?? 60, seededRandom(seed ?? 1));
} catch (error) {
  say(messageOf(error));
  process.exitCode = 1;
} finally {
  for (const root of homes) {
    await stopServerIfUnused(homeAt(root));
    await rm(root, { recursive: true, force: true });
  }
  await rm(photos, { recursive: true, force: true });
}

async function drill(
  from: string,
  kills: number,
  count: number,
  random: () => number,
): Promise<number> {
  await mkdir(photos);
  const all = await clothingPhotos(from, count + sentCount);
  const sent = all.slice(count);
  await copyInto(photos, from, all.slice(0, count));
  const begun = performance.now();
  const calm = await newHome();
  const { code, stderr } = await startCli(['read', photos], { home: calm }).ended;
  if (code !== 0) throw new Error(`The read that nobody disturbed ended with ${code}: ${stderr}`);
  const deleted = (await readdir(photos, { recursive: true }))
    .filter((path) => path.endsWith('.jpg'))
    .toSorted()
    .slice(0, 2);
  const startCalm = (...args: string[]) => startCli(args, { home: calm });
  await changeVersions(startCalm, deleted, 0, random);
  await postPhotos(startCalm, from, sent, 0, random);
  const calmSeconds = (performance.now() - begun) / 1000;
  say(
    `calm: ${count} photos read, a version added, promoted and rolled back, items deleted, ${sentCount} photos sent in ${calmSeconds.toFixed(1)} s`,
  );
  const expected = await inspectHome(calm);

  let spent = 0;
  let faults = 0;
  for (let round = 1; spent < kills && round <= maxRounds; round += 1) {
    const home = await newHome();
    const { killed, seconds, blamed } = await runRound(
      home,
      photos,
      Math.ceil((kills - spent) / 2),
      random,
    );
    const rest = kills - spent - killed.reader - killed.worker;
    const start = (...args: string[]) => startCli(args, { home });
    const changing = await changeVersions(start, deleted, Math.min(rest, killsOfVersions), random);
    const sending = Math.min(rest - changing, killsOfServers);
    await postPhotos(start, from, sent, sending, random);
    spent += killed.reader + killed.worker + changing + sending;
    const found = compareCatalogues(expected, await inspectHome(home));
    faults += found.length;
    const blame = blamed > 0 ? `, ${blamed} items blamed for the kills and retried` : '';
    say(
      `round ${round}: killed ${killed.reader} readers and ${killed.worker} workers in ` +
        `${seconds.toFixed(0)} s${blame}, ${changing} backfills, promotions, deletions and servers, and ${sending} servers that photos were sent to; ${found.length === 0 ? 'equal' : found.join('; ')}`,
    );
  }
  say(`${spent} kills, ${faults} faults`);
  return faults === 0 && spent >= kills ? 0 : 1;
}

async function newHome(): Promise<string> {
  const { root } = await makeHome();
  homes.push(root);
  return root;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
