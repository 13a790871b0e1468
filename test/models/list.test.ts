import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedModels } from '../../src/models/embedded/table.ts';
import { ensureModel } from '../../src/models/ensure.ts';
import { listModels } from '../../src/models/list.ts';

let modelsDir: string;

beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'understory-list-'));
});
afterAll(() => rm(modelsDir, { recursive: true, force: true }));

it('listModels() gives every embedded model where nothing was made or added', async () => {
  const models = await listModels(join(modelsDir, 'none'));
  expect(models.map(({ name }) => name)).toEqual([...embeddedModels.keys()]);
  expect(new Set(models.map(({ state }) => state))).toEqual(new Set(['not made']));
  expect(models.every(({ licence, source }) => licence !== null && source?.kind === 'npm')).toBe(
    true,
  );
});

it('listModels() gives size and digest of what is made, and says what is broken', async () => {
  const { manifest } = await ensureModel('ppocr-v4-cls', modelsDir);
  await mkdir(join(modelsDir, 'damaged'));
  await writeFile(join(modelsDir, 'damaged', 'model.json'), '{');
  await mkdir(join(modelsDir, 'empty'));
  await mkdir(join(modelsDir, '.hub-downloads'));
  const models = await listModels(modelsDir);
  expect(models.find(({ name }) => name === 'ppocr-v4-cls')).toEqual({
    name: 'ppocr-v4-cls',
    task: 'text-orientation',
    state: 'ready',
    source: manifest.source,
    licence: 'MIT',
    ...manifest.onnx,
    problem: null,
  });
  expect(models.slice(embeddedModels.size)).toMatchObject([
    { name: 'damaged', state: 'broken', problem: expect.stringContaining('not valid') },
    { name: 'empty', state: 'broken', problem: expect.stringContaining('model.json') },
  ]);
});
