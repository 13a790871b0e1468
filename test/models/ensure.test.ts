import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureModel } from '../../src/models/ensure.ts';
import { openModelFolder } from '../../src/models/folder.ts';

let modelsDir: string;
beforeEach(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'understory-ensure-'));
});
afterEach(() => rm(modelsDir, { recursive: true }));

const script = `
  import { ensureModel } from ${JSON.stringify(new URL('../../src/models/ensure.ts', import.meta.url).href)};
  ensureModel('ppocr-v4-cls', process.argv[1]).then((folder) => console.log(folder.path));
`;

function makeInProcess() {
  return spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script, modelsDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

async function outputOf(child: ReturnType<typeof makeInProcess>): Promise<string> {
  const chunks: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  await once(child, 'close');
  return chunks.join('').trim();
}

describe('ensureModel()', () => {
  test('makes one whole folder when many ask at once, in this process and in others', async () => {
    const others = [makeInProcess(), makeInProcess()].map(outputOf);
    const here = await Promise.all([
      ensureModel('ppocr-v4-cls', modelsDir),
      ensureModel('ppocr-v4-cls', modelsDir),
    ]);
    const paths = new Set([...here.map(({ path }) => path), ...(await Promise.all(others))]);
    expect(paths.size).toBe(1);
    expect(await readdir(join(modelsDir, 'embedded'))).toHaveLength(1);
    const model = await openModelFolder(await ensureModel('ppocr-v4-cls', modelsDir));
    expect(model.digest).toMatch(/^491843a3/);
  });

  test('converts at the first use and takes the same folder afterwards', async () => {
    const first = await ensureModel('centernet-features', modelsDir);
    const before = performance.now();
    const second = await ensureModel('centernet-features', modelsDir);
    expect(performance.now() - before).toBeLessThan(200);
    expect(second).toEqual(first);
    expect(first.manifest).toMatchObject({
      name: 'centernet-features',
      licence: 'MIT',
      source: { kind: 'npm', package: '@vladmandic/human', version: '3.3.6' },
    });
  });

  test('clears what a process killed an hour ago has left, and nothing newer', async () => {
    const abandoned = join(modelsDir, 'embedded', '.ppocr-v4-cls-old');
    const inProgress = join(modelsDir, 'embedded', '.ppocr-v4-cls-new');
    for (const path of [abandoned, inProgress]) {
      await mkdir(path, { recursive: true });
      await writeFile(join(path, 'model.onnx'), 'half');
    }
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(abandoned, longAgo, longAgo);
    await ensureModel('ppocr-v4-cls', modelsDir);
    const names = await readdir(join(modelsDir, 'embedded'));
    expect(names.filter((name) => name.startsWith('.'))).toEqual(['.ppocr-v4-cls-new']);
  });

  test('says which models there are when asked for another', async () => {
    await expect(ensureModel('resnet', modelsDir)).rejects.toThrow(/mobilenet-v2-nsfw/);
  });
});
