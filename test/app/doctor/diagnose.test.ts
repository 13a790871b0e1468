import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeProviders } from '../../../src/app/doctor/gpu.ts';
import { diagnose } from '../../../src/app/doctor/diagnose.ts';
import { judgeSpace } from '../../../src/app/doctor/disk.ts';
import { models } from '../../../src/app/doctor/models.ts';
import { judgeNode } from '../../../src/app/doctor/node-version.ts';
import { objectStore } from '../../../src/app/doctor/object-store.ts';
import { postgres } from '../../../src/app/doctor/postgres.ts';
import { homeAt } from '../../../src/base/home.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

const patient = (environment: NodeJS.ProcessEnv = {}) => ({
  home: homeAt(join(folder, 'home')),
  environment,
});

describe('diagnose()', () => {
  it('finds all that is needed on a machine that runs these tests, and leaves no home', async () => {
    const findings = await diagnose(patient({ PATH: '' }));
    expect(findings.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(findings.map(({ name }) => name)).toEqual([
      'Node',
      'disk',
      'PostgreSQL',
      'models',
      'image decoder',
      'video decoder',
      'GPU',
      'S3',
      'browser for tests',
    ]);
    expect(findings.at(-1)).toMatchObject({ status: 'warning', found: 'none was found' });
    await expect(rm(patient().home.root)).rejects.toThrow(/ENOENT/);
  });

  it('reports what a check throws as failed and goes on', async () => {
    const broken = { name: 'broken', run: () => Promise.reject(new Error('no luck')) };
    const findings = await diagnose(patient(), undefined, [broken, objectStore]);
    expect(findings).toMatchObject([
      { name: 'broken', status: 'failed', found: 'no luck' },
      { name: 'S3', status: 'ok', found: expect.stringContaining('not configured') },
    ]);
  });
});

describe('postgres', () => {
  it('fails without telling the password when DATABASE_URL does not answer', async () => {
    const url = 'postgresql://someone:secret@127.0.0.1:9/postgres';
    const finding = await postgres.run(patient({ DATABASE_URL: url }));
    expect(finding.status).toBe('failed');
    expect(JSON.stringify(finding)).not.toContain('secret');
  });
});

describe('models', () => {
  it('fails when a model folder is broken', async () => {
    const home = homeAt(join(folder, 'broken'));
    await mkdir(join(home.models, 'mine'), { recursive: true });
    await writeFile(join(home.models, 'mine', 'model.json'), '{}');
    const finding = await models.run({ home, environment: {} });
    expect(finding).toMatchObject({ status: 'failed', found: expect.stringMatching(/^mine: /) });
  });
});

describe('judgeNode()', () => {
  it.each([
    ['18.20.4', 'failed'],
    ['20.18.3', 'failed'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
  ])('of %s is %s', (version, status) => {
    expect(judgeNode(version).status).toBe(status);
  });
});

describe('judgeSpace()', () => {
  it.each([
    [0.5e9, 'failed'],
    [2e9, 'warning'],
    [80e9, 'ok'],
  ])('of %d bytes is as it should be: %s', (free, status) => {
    expect(judgeSpace(free, '/home').status).toBe(status);
  });
});

describe('describeProviders()', () => {
  it('tells apart what could be opened and what could not', () => {
    const text = describeProviders([
      { name: 'webgpu', problem: null },
      { name: 'cuda', problem: 'Failed to load shared library' },
    ]);
    expect(text).toMatch(/^webgpu could be opened \(no device or library for cuda\)/);
  });
});
