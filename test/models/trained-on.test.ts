import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { modelsTrainedOn } from '../../src/models/trained-on.ts';
import { writeModelFolder } from '../../src/models/write.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-trained-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A trained model that says it learned from items of these hashes; nothing where it does not say. */
async function writeModel(name: string, hashes?: readonly string[]): Promise<void> {
  const lines = Buffer.from((hashes ?? []).join('\n'));
  await writeModelFolder(join(folder, name), {
    description: {
      name,
      task: 'image-classification',
      source: { kind: 'trained', run: 'run' },
      licence: 'MIT',
      inputs: [],
      preprocessing: { kind: 'none' },
      outputs: [],
      labels: [],
      metrics: {},
      ...(hashes && { trainedOn: 'trained-on.txt' }),
    },
    onnx: new Uint8Array(4),
    files: hashes ? { 'trained-on.txt': lines } : {},
  });
}

describe('modelsTrainedOn()', () => {
  test('names the models whose list of items has the hash as a whole line', async () => {
    const hash = digestOf('an item');
    await writeModel('knows', [digestOf('another'), hash]);
    await writeModel('part-of-it', [`${hash}0`]);
    await writeModel('other', [digestOf('another')]);
    await writeModel('silent');
    expect(await modelsTrainedOn(hash, folder)).toEqual(['knows']);
  });

  test('names with a note a model whose manifest or list cannot be read', async () => {
    await writeModel('damaged', []);
    await writeFile(join(folder, 'damaged', 'model.json'), '{');
    await writeModel('without-list', []);
    await rm(join(folder, 'without-list', 'trained-on.txt'));
    expect(await modelsTrainedOn('x', folder)).toEqual([
      expect.stringMatching(/^damaged \(perhaps: .*not valid/),
      expect.stringMatching(/^without-list \(perhaps: .*no such file/i),
    ]);
  });
});
