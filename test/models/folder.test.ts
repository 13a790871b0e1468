import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openModelFolder, readModelFile, readModelFolder } from '../../src/models/folder.ts';
import { createGraphBuilder } from '../../src/models/onnx/builder.ts';
import { encodeModel } from '../../src/models/onnx/encode.ts';
import { openModelByName } from '../../src/models/open.ts';
import { writeModelFolder, type MadeModel } from '../../src/models/write.ts';
import { floats } from '../fixtures/graphs.ts';

let modelsDir: string;
beforeEach(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'understory-folder-'));
});
afterEach(() => rm(modelsDir, { recursive: true }));

function negation(): MadeModel {
  const graph = createGraphBuilder('negation');
  graph.output('y', graph.node('Neg', [graph.input('x', 'float32', [1])]), 'float32', [1]);
  const tensor = { type: 'float32' as const, dims: [1], meaning: 'a number' };
  return {
    onnx: encodeModel(graph.build()),
    files: { 'labels.txt': new TextEncoder().encode('minus\n') },
    description: {
      name: 'negation',
      task: 'arithmetic',
      source: { kind: 'file', origin: 'a test' },
      licence: 'Apache-2.0',
      inputs: [{ ...tensor, name: 'x' }],
      preprocessing: { kind: 'none' },
      outputs: [{ ...tensor, name: 'y' }],
      labels: [],
      metrics: {},
    },
  };
}

describe('openModelByName()', () => {
  test('loads a folder of the models folder, with its further files', async () => {
    await writeModelFolder(join(modelsDir, 'negation'), negation());
    const model = await openModelByName('negation', modelsDir);
    expect((await model.run({ x: floats([1], [3]) })).y).toEqual(floats([1], [-3]));
    expect(new TextDecoder().decode(await model.file('labels.txt'))).toBe('minus\n');
    await expect(model.file('../model.json')).rejects.toMatchObject({ code: 'model-file' });
  });

  test.each(['../negation', 'no/such', 'nothing'])('finds no model %s', async (name) => {
    await expect(openModelByName(name, modelsDir)).rejects.toMatchObject({
      fault: 'not-found',
      code: 'model-not-found',
    });
  });
});

describe('readModelFile()', () => {
  test.each(['model.onnx', 'labels.txt'])('refuses %s after it was changed', async (name) => {
    const path = join(modelsDir, 'negation');
    await writeModelFolder(path, negation());
    await appendFile(join(path, name), ' ');
    await expect(readModelFile(await readModelFolder(path), name)).rejects.toMatchObject({
      fault: 'model',
      code: 'digest-mismatch',
    });
  });

  test('keeps a changed model from being loaded', async () => {
    const path = join(modelsDir, 'negation');
    await writeModelFolder(path, negation());
    await appendFile(join(path, 'model.onnx'), ' ');
    const folder = await readModelFolder(path);
    await expect(openModelFolder(folder)).rejects.toMatchObject({ code: 'digest-mismatch' });
  });
});

describe('readModelFolder()', () => {
  const change = async (path: string, edit: (manifest: Record<string, unknown>) => unknown) => {
    const file = join(path, 'model.json');
    await writeFile(file, JSON.stringify(edit(JSON.parse(await readFile(file, 'utf8')))));
  };

  test.each([
    [
      'a file outside of the folder',
      { files: { '../../secret': { digest: '0'.repeat(64), sizeBytes: 1 } } },
    ],
    ['a digest that is none', { onnx: { digest: 'abc', sizeBytes: 1 } }],
    ['a format of the future', { format: 2 }],
  ])('refuses a manifest with %s', async (_, edit) => {
    const path = join(modelsDir, 'negation');
    await writeModelFolder(path, negation());
    await change(path, (manifest) => ({ ...manifest, ...edit }));
    await expect(readModelFolder(path)).rejects.toMatchObject({ fault: 'model', code: 'manifest' });
  });

  test('refuses a manifest that is no JSON', async () => {
    await writeFile(join(modelsDir, 'model.json'), '{');
    await expect(readModelFolder(modelsDir)).rejects.toMatchObject({ code: 'manifest' });
  });
});
