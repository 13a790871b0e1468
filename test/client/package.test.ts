import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '../../bin/build-client.js';
import { serve, type Served } from '../fixtures/served.ts';
import { addItems, ocrValueOf, record, vectorOf, write } from '../fixtures/signal-catalogue.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
let served: Served;
beforeAll(async () => {
  served = await serve();
  const { db, signals } = served.context;
  const ids = ['shop/1.jpg', 'shop/2.jpg'];
  await addItems(db, ids);
  await write(
    signals,
    'ocr@1',
    ids.map((id) => record(id, ocrValueOf(`Sale ${id}`))),
  );
  await write(
    signals,
    'image_embedding@1',
    ids.map((id) => record(id, { vector: vectorOf('image_embedding@1', 3) })),
  );
}, 120_000);
afterAll(() => served.close());

test('the client is one file below 30 kB that imports nothing', async () => {
  const file = await buildClient(root);
  expect((await stat(file)).size).toBeLessThan(30_000);
  const code = await readFile(file, 'utf8');
  expect(code).not.toMatch(/\bfrom\s*["']|\bimport\s*[("']|\brequire\(|\bprocess\b|\bBuffer\b/);
  const { metafile } = await build({
    entryPoints: [join(root, 'src/client/client.ts')],
    bundle: true,
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  for (const input of Object.keys(metafile.inputs))
    expect(input).toMatch(/src\/client\/[a-z-]+\.ts$/);
});

test('understory/client is there for Node by its name, with what its types say', async () => {
  const program =
    'import * as client from "understory/client"; console.log(Object.keys(client).join())';
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
  });
  const sources = await import('../../src/client/client.ts');
  expect(stdout.trim().split(',').toSorted()).toEqual(Object.keys(sources).toSorted());
});

test('the example of docs/client.md runs against a server', async () => {
  const page = await readFile(join(root, 'docs/client.md'), 'utf8');
  const [, example = ''] = /```js\n(\/\/ example\.mjs\n.*?)```/s.exec(page) ?? [];
  expect(example).toContain("from 'understory/client'");
  // Only inside of the package does its own name lead to it where it is not installed.
  const folder = await mkdtemp(join(root, 'dist', 'example-'));
  try {
    const file = join(folder, 'example.mjs');
    await writeFile(file, example);
    const { stdout } = await run(process.execPath, [file, 'shop/1.jpg', 'shop/2.jpg', 'nowhere'], {
      cwd: tmpdir(),
      env: { ...process.env, UNDERSTORY_URL: served.address, UNDERSTORY_KEY: served.token },
    });
    expect(stdout.trim().split('\n')).toEqual([
      'shop/1.jpg: Sale shop/1.jpg (version 1)',
      'shop/2.jpg: Sale shop/2.jpg (version 1)',
      'nowhere is not in the catalogue',
      'shop/1.jpg and shop/2.jpg: cosine 1.000',
      'unknown-signal: There is no signal "colour".',
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
