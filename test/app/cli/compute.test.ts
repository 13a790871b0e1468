import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Home } from '../../../src/base/home.ts';
import { computeAnswerSchema } from '../../../src/contracts/online.ts';
import { makeHome } from '../../fixtures/home.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { runCli } from '../../fixtures/run-cli.ts';

let home: Home;
let env: NodeJS.ProcessEnv;
let file: string;

beforeAll(async () => {
  home = await makeHome();
  env = { DATABASE_URL: await createDatabase() };
  file = join(home.root, 'apple.png');
  await writeFile(file, await openmojiPicture('1F34E', 200));
});
afterAll(() => rm(home.root, { recursive: true, force: true }));

const run = (...args: string[]) => runCli(['compute', ...args], { home: home.root, env });

test('compute gives the signals of a file and of words, and finds again on disk what it computed', async () => {
  const args = [file, '--title', 'A red apple', '--signals', 'palette,language@1', '--json'];
  const [first, second] = [await run(...args), await run(...args)];
  expect(first, first.stderr).toMatchObject({ code: 0 });
  const { signals, pictures } = computeAnswerSchema.parse(JSON.parse(first.stdout));
  expect(pictures).toHaveLength(1);
  expect(signals['palette']).toMatchObject({ status: 'ok', version: 1, cached: 'no' });
  expect(signals['language@1']).toMatchObject({ status: 'ok' });
  const again = computeAnswerSchema.parse(JSON.parse(second.stdout)).signals;
  expect(again['palette']).toEqual({ ...signals['palette'], cached: 'disk' });
  expect(again['language@1']).toMatchObject({ cached: 'no' });
});

test('compute says what is wrong with what it was given', async () => {
  const nothing = await run('--signals', 'palette');
  expect(nothing).toMatchObject({ code: 2, stdout: '' });
  expect(nothing.stderr).toContain('Expected a picture or text');
  const unknown = await run(file, '--signals', 'colour');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('There is no signal "colour"');
});
