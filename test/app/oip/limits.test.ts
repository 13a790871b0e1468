import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOnlineSettings } from '../../../src/extraction/online/settings.ts';
import { listenGrpc } from '../../../src/app/oip/grpc/listen-grpc.ts';
import { openInference } from '../../../src/app/oip/inference.ts';
import { liveSchema } from '../../../src/contracts/live.ts';
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

test('GET /v1/live counts the runs of models, those that failed too', async () => {
  const count = async () => liveSchema.parse(await served.json('/v1/live')).inference;
  const before = await count();
  const infer = (sent: string) =>
    served.ask('/v2/models/every-type/infer', { method: 'POST', body: sent });
  expect((await infer(body)).status).toBe(200);
  expect((await infer('{"inputs":[]}')).status).toBe(400);
  const after = await count();
  expect(after.answered).toBe(before.answered + 1);
  expect(after.failed).toBe(before.failed + 1);
  expect(after).toMatchObject({ waiting: 0, running: 0 });
});

test('ModelInfer says when to call again where there is no room', async () => {
  const place = { port: 0, host: '127.0.0.1' };
  const grpc = await listenGrpc(served.server, place, served.context.log);
  const client = new Client(`127.0.0.1:${grpc.port}`, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${served.token}`);
  const empty = () => Buffer.alloc(0);
  // The bytes of a message that names the model, and of its inputs nothing: field 1, of text.
  const message = Buffer.concat([Buffer.from([0x0a, 10]), Buffer.from('every-type')]);
  const infer = () =>
    new Promise<ServiceError | null>((resolve) => {
      client.makeUnaryRequest(
        '/inference.GRPCInferenceService/ModelInfer',
        () => message,
        empty,
        {},
        metadata,
        (error) => resolve(error),
      );
    });
  try {
    const failures = await Promise.all(Array.from({ length: 6 }, infer));
    const refused = failures.filter((error) => error?.code === status.RESOURCE_EXHAUSTED);
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) {
      expect(Number(error?.metadata.get('grpc-retry-pushback-ms')[0])).toBeGreaterThan(0);
    }
  } finally {
    client.close();
    await grpc.close();
  }
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
