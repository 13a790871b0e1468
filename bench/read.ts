/**
 * A read of real photos through the whole pipeline into a home of its own: speed, CPU by signal,
 * the event loop, memory, and how near the whole comes to its slowest stage alone; and, in the same
 * run, decoding against Pillow and PDQ against the bare decode.
 */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compiled } from './compiled.ts';
import { median } from './cpu-time.ts';
import { benchDecode } from './decode.ts';
import { benchHash } from './hash.ts';
import { choosePhotos, layOut } from './read/photos.ts';
import type { Round } from './read/round.ts';

const data = process.env.UNDERSTORY_DATA ?? join('..', 'shared', 'data');
const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '1000' },
    photos: { type: 'string', default: join(data, 'clothing') },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
});

/** Photos read before those that are measured, so that every model is loaded. */
const warmUpItems = 24;
const rounds = 3;

const photos = await choosePhotos(options.photos, Number(options.items) + warmUpItems);
const home = await mkdtemp(join(tmpdir(), 'understory-bench-'));
try {
  await shareModels(home);
  const program = await compiled(import.meta.url, './read/round.ts');
  const warmUp = join(home, 'warm-up');
  await layOut(photos.splice(0, warmUpItems), warmUp);
  const results: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const folder = join(home, `photos-${round}`);
    await layOut(
      photos.filter((_, index) => index % rounds === round),
      folder,
    );
    const order = round % 2 === 0 ? 'whole-first' : 'stages-first';
    await program.run([home, warmUp, folder, options.threads, order], (result) => {
      results.push(result as Round);
    });
  }
  report(results);
  await reportPeers();
} finally {
  await rm(home, { recursive: true, force: true });
}

/** Models are converted once for all runs of this benchmark. */
async function shareModels(to: string): Promise<void> {
  const models = join(tmpdir(), 'understory-bench-models');
  await mkdir(models, { recursive: true });
  await symlink(models, join(to, 'models'));
}

function report(results: readonly Round[]): void {
  const of = (value: (round: Round) => number) => median(results.map(value));
  const worst = (value: (round: Round) => number) => Math.max(...results.map(value));
  const itemsOf = ({ run }: Round) => run.done + run.failed;
  const items = results.reduce((sum, round) => sum + itemsOf(round), 0);
  const slowest = ({ decodeSeconds, inferSeconds }: Round) => Math.max(decodeSeconds, inferSeconds);
  const load = loadavg()[0] ?? 0;
  say(
    `${items} photos in ${rounds} rounds (medians), ${options.threads} threads a stage, ` +
      `${availableParallelism()} cores, load ${load.toFixed(1)}`,
  );
  const perSecond = of((round) => itemsOf(round) / round.seconds);
  const extracting = of((round) => itemsOf(round) / round.extractionSeconds);
  say(
    `items/s            ${perSecond.toFixed(2)}; ${extracting.toFixed(2)} until the last was done`,
  );
  const cpu = of((round) => (round.cpuSeconds * 1000) / itemsOf(round));
  say(`CPU ms an item     ${cpu.toFixed(1)}, without PostgreSQL`);
  sayGoal(
    'efficiency        ',
    of((round) => slowest(round) / round.extractionSeconds).toFixed(3),
    of((round) => slowest(round) / round.extractionSeconds) >= 0.9,
    `≥ 0.9; with the end of the run ${of((round) => slowest(round) / round.seconds).toFixed(3)}`,
  );
  const stage = (seconds: (round: Round) => number) =>
    `${of((round) => itemsOf(round) / seconds(round)).toFixed(2)} items/s`;
  say(
    `  alone            decode ${stage((round) => round.decodeSeconds)}, ` +
      `inference ${stage((round) => round.inferSeconds)}`,
  );
  sayGoal(
    'event loop p99    ',
    `${of(({ delay }) => delay.own.p99).toFixed(1)} ms`,
    of(({ delay }) => delay.own.p99) < 20,
    `< 20 ms; p50 ${of(({ delay }) => delay.own.p50).toFixed(1)}, ` +
      `longest ${worst(({ delay }) => delay.own.max).toFixed(0)}; an idle thread beside it: ` +
      `p99 ${of(({ delay }) => delay.idle.p99).toFixed(1)}, ` +
      `longest ${worst(({ delay }) => delay.idle.max).toFixed(0)}`,
  );
  const peak = worst(({ peakRssBytes }) => peakRssBytes) / 2 ** 20;
  sayGoal('peak RSS          ', `${peak.toFixed(0)} MB`, peak < 2048, '< 2048 MB');
  say('CPU ms an item by signal:');
  for (const name of signalsOf(results)) {
    const ms = of((round) => cpuOf(round, name) / itemsOf(round));
    say(`  ${name.padEnd(17)}${ms.toFixed(1).padStart(6)}`);
  }
}

function cpuOf({ run }: Round, name: string): number {
  return run.signals.find(({ signal }) => signal === name)?.cpuMs ?? 0;
}

function signalsOf([first]: readonly Round[]): string[] {
  return (first?.run.signals ?? [])
    .toSorted((a, b) => b.cpuMs - a.cpuMs)
    .map(({ signal }) => signal);
}

async function reportPeers(): Promise<void> {
  const { ours, pillow, pillowDraft } = await benchDecode(15);
  say(`decode 1200×1800 to 224×224, CPU ms: ${ours.toFixed(1)}`);
  if (pillow === undefined || pillowDraft === undefined) say('  no python3-pil to compare with');
  else {
    const ratio = pillow / ours;
    sayGoal('  Pillow          ', `${ratio.toFixed(2)} × ours`, ratio >= 2, '≥ 2');
    say(`  Pillow's draft mode ${(pillowDraft / ours).toFixed(2)} × ours`);
  }
  const { decodeAndHash, ratio } = await benchHash(15);
  say(`decode and PDQ, CPU ms: ${decodeAndHash.toFixed(1)}`);
  sayGoal('  bare decode     ', `${ratio.toFixed(2)} × that`, ratio <= 1.3, '≤ 1.3');
}

function sayGoal(name: string, value: string, reached: boolean, goal: string): void {
  say(`${name} ${value}   ${reached ? 'reached' : 'MISSED'} (goal ${goal})`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
