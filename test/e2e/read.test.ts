import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  Duplicates,
  ItemDetail,
  RunDetail,
  SearchResults,
  Status,
} from '../../src/contracts/api.ts';
import type { Home } from '../../src/base/home.ts';
import { signalNames } from '../../src/contracts/values.ts';
import { builtInSignals } from '../../src/signals/table.ts';
import {
  brokenFiles,
  editedCopies,
  makeMixedFolder,
  noItems,
  refusedFiles,
} from '../fixtures/catalogue.ts';
import { dataFolder, withoutData } from '../fixtures/data.ts';
import { makeHome } from '../fixtures/home.ts';
import { runCli, type CliResult } from '../fixtures/run-cli.ts';

const data = dataFolder();

/** For the few items after the first read, which has as many as cores: each loads the models. */
const oneThread = ['--threads', '1'] as const;

const computed = builtInSignals.withInputs(signalNames.map(builtInSignals.initialVersionOf));
/** Signals of boxes count boxes, and clusters are found later. */
const notOfItems: ReadonlySet<string> = new Set(['crop_embedding', 'near_duplicates']);

describe.skipIf(data === undefined)(`understory ${data === undefined ? withoutData : ''}`, () => {
  let home: Home;
  let folder: string;
  let first: CliResult;

  const understory = (...args: string[]) => runCli(args, { home: home.root, cwd: home.root });

  async function json<T>(...args: string[]): Promise<T> {
    const { code, stdout, stderr } = await understory(...args, '--json');
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as T;
  }

  beforeAll(async () => {
    home = await makeHome();
    folder = join(home.root, 'catalogue');
    await mkdir(folder);
    await makeMixedFolder(folder, data ?? '');
    first = await understory('read', './catalogue', '--json');
  }, 300_000);
  afterAll(() => rm(home.root, { recursive: true, force: true }));

  const runOf = ({ stdout }: CliResult) =>
    (JSON.parse(stdout) as { runs: [RunDetail, ...RunDetail[]] }).runs[0];

  test('read computes every item, or fails it for its own reason, and leaves with 1', () => {
    expect(first.code, first.stderr).toBe(1);
    const run = runOf(first);
    const failed = Object.fromEntries(
      run.failures.flatMap(({ code, examples }) => examples.map(({ id }) => [id, code])),
    );
    expect(failed).toEqual({ ...refusedFiles, ...brokenFiles, ...noItems });
    expect(run).toMatchObject({ state: 'done', error: null, unchanged: 0, listed: 31, due: 29 });
    expect(run.done + run.failed).toBe(run.due);
    expect(run.signals.map(({ signal }) => signal).toSorted()).toEqual(computed.toSorted());
  });

  test('status counts what read has left', async () => {
    const status = await json<Status>('status');
    expect(status).toMatchObject({ items: 29, pending: 0, failed: 6, duplicateClusters: 3 });
    // A signal of boxes counts boxes.
    for (const name of signalNames.filter((signal) => !notOfItems.has(signal))) {
      const { ok = 0, abstained = 0, failed = 0 } = status.signals[name] ?? {};
      expect(ok + abstained + failed, name).toBe(29);
    }
  });

  test('read a second time computes nothing', async () => {
    const again = await understory('read', './catalogue', '--json');
    expect(runOf(again)).toMatchObject({ due: 0, done: 0, unchanged: 29, state: 'done' });
  });

  test('duplicates puts the edited copies of a photo into one cluster', async () => {
    const { clusters } = await json<Duplicates>('duplicates');
    const members = clusters.map(({ items }) => items.map(({ id }) => id).toSorted());
    expect(members).toContainEqual(editedCopies);
  });

  test('search finds an item by its words, by its picture and by its likeness', async () => {
    const byText = await json<SearchResults>('search', '--text', 'bake bread');
    expect(byText.results[0]?.id).toBe('recipe.txt');
    const picture = join(folder, 'copies', 'blur-a-little.jpg');
    const byPicture = ['search', '--image', picture, '--limit', '5'];
    const all = await json<SearchResults>(...byPicture, '--copies');
    expect(all.results.map(({ id }) => id).toSorted()).toEqual(editedCopies);
    const { results } = await json<SearchResults>(...byPicture);
    expect(results[0]).toMatchObject({ id: 'copies/blur-a-little.jpg', copies: 4 });
    expect(results[0]?.score).toBeGreaterThan(0.9999);
    expect(results.filter(({ id }) => editedCopies.includes(id))).toHaveLength(1);
    const like = await json<SearchResults>('related', 'copies/aaa-orig.jpg');
    expect(like.results.map(({ id }) => id)).not.toContain('copies/aaa-orig.jpg');
  });

  test('show gives every signal of a video and of its keyframes', async () => {
    const { card, signals } = await json<ItemDetail>('show', 'video/doorknob-hd-no-bar.mp4');
    expect(card).toMatchObject({ medium: 'video', state: 'done' });
    const parts = new Set(signals.map(({ part }) => part.split('/')[0]));
    expect(parts).toContain('k0');
    const own = signals.filter(({ part }) => part === '').map(({ signal }) => signal);
    expect(own).toEqual(expect.arrayContaining(['video', 'image_embedding', 'perceptual_hash']));
  });

  test('export writes the same values as JSONL, CSV and Parquet', async () => {
    const names = 'image_embedding,image_quality,language,crop_embedding';
    const { stdout } = await understory('export', '--signals', names);
    const items = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Exported);
    expect(items).toHaveLength(29);

    const out = join(home.root, 'out.parquet');
    await json('export', '--signals', names, '--format', 'parquet', '--out', out);
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(out) });
    expect(rows.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    for (const [index, { image_embedding: embedding, image_quality: quality }] of items.entries()) {
      expect(rows[index]?.['image_embedding.vector'] ?? null).toEqual(embedding?.vector ?? null);
      expect(rows[index]?.['image_quality.score'] ?? null).toEqual(quality?.score ?? null);
    }

    const csv = join(home.root, 'out.csv');
    await json('export', '--signals', 'language', '--format', 'csv', '--out', csv);
    const [header, ...lines] = (await readFile(csv, 'utf8')).trimEnd().split(/\r?\n/);
    expect(header).toContain('language.primary');
    expect(lines).toHaveLength(29);
    expect(lines.find((line) => line.startsWith('recipe.txt'))).toContain(',en,');
  });

  test('read computes only signals of text when a text was edited, and only the item that was', async () => {
    await writeFile(
      join(folder, 'recipe.txt'),
      'Rye bread\n\nRye flour, water, salt and patience.',
    );
    const run = runOf(await understory('read', './catalogue', '--json', ...oneThread));
    expect(run).toMatchObject({ due: 1, done: 1, unchanged: 28 });
    const computed = run.signals.map(({ signal }) => signal).toSorted();
    const ofText = ['keyphrases', 'language', 'safety', 'text_embedding', 'text_quality', 'topics'];
    expect(computed).toEqual(ofText.map((name) => `${name}@1`));
  });

  test('read --prune removes what is gone, and retry --failed tries what failed again', async () => {
    await rm(join(folder, 'recipe.txt'));
    const pruned = runOf(await understory('read', './catalogue', '--prune', '--json'));
    expect(pruned).toMatchObject({ removed: 1, due: 0 });
    const retried = await understory('retry', '--failed', '--json', ...oneThread);
    expect(retried.code).toBe(1);
    expect(runOf(retried)).toMatchObject({ due: 4, failed: 4 });
    expect(await json<Status>('status')).toMatchObject({ items: 28, pending: 0, failed: 6 });
  });

  test('a command that asks for what is not there says so and leaves with 2', async () => {
    const { code, stdout, stderr } = await understory('show', 'no/such.jpg');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('no/such.jpg');
  });
});

interface Exported {
  readonly id: string;
  readonly image_embedding: { readonly vector: readonly number[] } | null;
  readonly image_quality: { readonly score: number } | null;
}
