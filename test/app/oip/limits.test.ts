import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOnlineSettings } from '../../../src/extraction/online/settings.ts';
import { openInference } from '../../../src/app/oip/inference.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { writeTensorModel } from '../../fixtures/tensor-model.ts';
import { ownModels } from '../../fixtures/tiny-pair.ts';
import { tensorsAsJson } from './tensors.ts';

let served: Served;

beforeAll(async () => {
  served = await serve({ online: { ...readOnlineSettings({}), perConsumer: 1 } });
  const { models } = served.context.home;
  await ownModels(models);
  await writeTensorModel(models, 'every-type');
});
afterAll(() => served.close());

const body = JSON.stringify({ inputs: tensorsAsJson({ isNested: false }) });

test('POST …/infer lets no consumer have more in hand than it may', async () => {
  const ask = () => served.ask('/v2/models/every-type/infer', { method: 'POST', body });
  const answers = await Promise.all([ask(), ask(), ask()]);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const { headers } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  await expect.poll(() => served.workshop.online.door.inHand).toBe(0);
  expect((await ask()).status).toBe(200);
});

test('openInference() refuses what would wait too long, and what is late', async () => {
  const { home, log } = served.context;
  const parts = { modelsFolder: home.models, log };
  const inference = openInference(parts, { threads: 1, mostWaitMs: 50 });
  const infer = (deadline: number) =>
    inference.infer(
      { name: 'every-type' },
      { body: Buffer.from(body), jsonBytes: undefined },
      { deadline },
    );
  try {
    const late = await infer(performance.now() + 1);
    expect(late).toMatchObject({ kind: 'refused', reason: 'deadline-passed' });
    const soon = performance.now() + 30_000;
    const answers = await Promise.all(Array.from({ length: 20 }, () => infer(soon)));
    const refused = answers.filter((answer) => 'kind' in answer);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused[0]).toMatchObject({ reason: 'overloaded' });
    expect(answers.some((answer) => 'body' in answer)).toBe(true);
  } finally {
    await inference.close();
  }
});
