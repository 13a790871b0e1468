import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeEventSchema } from '../../../src/contracts/changes.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { startHub, type HubServer } from '../../fixtures/hub-server.ts';
import { tinyImageEncoder } from '../../fixtures/tiny-encoders.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../../bin/understory.js', import.meta.url));

const preprocessor = {
  do_resize: true,
  size: { height: 8, width: 8 },
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: false,
};

let home: string;
let databaseUrl: string;
let hub: HubServer;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  home = await mkdtemp(join(tmpdir(), 'models-'));
  hub = await startHub({
    repository: 'tiny/encoder',
    licence: 'mit',
    files: {
      'onnx/model.onnx': tinyImageEncoder(8),
      'preprocessor_config.json': JSON.stringify(preprocessor),
      'config.json': JSON.stringify({ model_type: 'vit' }),
    },
  });
});
afterAll(async () => {
  await hub.close();
  await rm(home, { recursive: true });
});

async function understory(...args: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [program, '--home', home, '--json', ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  return JSON.parse(stdout);
}

it('understory models add loads the encoder of a repository, and models list shows it', async () => {
  const added = { task: 'image-embedding', source: { kind: 'hub', repository: 'tiny/encoder' } };
  expect(await understory('models', 'add', 'hf:tiny/encoder', '--hub', hub.url)).toMatchObject({
    models: [added],
  });
  const listed = { ...added, state: 'ready', problem: null, signals: [] };
  const { models } = (await understory('models', 'list')) as { models: readonly unknown[] };
  expect(models.at(-1)).toMatchObject(listed);
  expect(models).toContainEqual(
    expect.objectContaining({ name: 'centernet', signals: ['objects@1'], state: 'not made' }),
  );
});

it('understory models add tells the change feed of a model, again where it is there already', async () => {
  await understory('models', 'add', 'hf:tiny/encoder', '--hub', hub.url);
  const { stdout } = await run(process.execPath, [program, '--home', home, 'changes'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => changeEventSchema.parse(JSON.parse(line)));
  expect(events).toHaveLength(2);
  for (const event of events) {
    expect(event).toMatchObject({
      type: 'understory.model.changed.v1',
      subject: expect.stringContaining('tiny--encoder'),
      data: { state: 'added', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  }
});

it('understory models add is used wrongly with what is no reference', async () => {
  await expect(understory('models', 'add', 'tiny/encoder')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('hf:owner/name'),
  });
});
