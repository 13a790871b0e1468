import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext } from '../../../src/app/context.ts';
import { homeAt } from '../../../src/base/home.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { record, vectorOf, write } from '../../fixtures/signal-catalogue.ts';

let root: string;
let databaseUrl: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'understory-indexes-'));
  databaseUrl = await createDatabase();
  const context = await openContext(root, { DATABASE_URL: databaseUrl });
  const rows = ['a', 'b'].map((item, seed) =>
    record(item, { vector: vectorOf('image_embedding@1', seed) }),
  );
  await write(context.signals, 'image_embedding@1', rows);
  await context.close();
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const indexes = (...args: readonly string[]) =>
  runCli(['indexes', ...args], { home: root, env: { DATABASE_URL: databaseUrl } });

describe('understory indexes', () => {
  test('builds the graph of the live version, and lists it beside one that cannot be read', async () => {
    const built = await indexes('build', 'image_embedding', '--json');
    expect(JSON.parse(built.stdout)).toEqual({ signal: 'image_embedding@1', built: true });
    const broken = join(homeAt(root).indexes, 'image_embedding-v1', '000000000000001-broken');
    await mkdir(broken);
    await writeFile(join(broken, 'index.json'), '{');
    const { code, stdout, stderr } = await indexes('list', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      indexes: [{ signal: 'image_embedding@1', vectors: 2, bytes: expect.any(Number) }],
      problems: [{ folder: broken, problem: expect.stringContaining('is not used') }],
    });
    expect(stderr).toContain(broken);
  });

  test('build refuses a version without vectors', async () => {
    const { code, stderr } = await indexes('build', 'text_embedding');
    expect(code).not.toBe(0);
    expect(stderr).toContain('text_embedding@1 has no vectors');
  });
});
