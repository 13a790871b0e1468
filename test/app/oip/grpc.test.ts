import { fileURLToPath } from 'node:url';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { listenGrpc, type ListeningGrpc } from '../../../src/app/oip/grpc/listen-grpc.ts';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { mostInferenceBytes } from '../../../src/contracts/oip.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { openGraph } from '../../fixtures/graphs.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { tensorGraph, writeTensorModel } from '../../fixtures/tensor-model.ts';
import { ownModels } from '../../fixtures/tiny-pair.ts';
import { bytesOf, tensors, tensorsAsJson } from './tensors.ts';

let served: Served;
let grpc: ListeningGrpc;
let client: Client;

beforeAll(async () => {
  served = await serve();
  const { models } = served.context.home;
  await ownModels(models);
  await writeTensorModel(models, 'every-type');
  const place = { port: 0, host: '127.0.0.1' };
  grpc = await listenGrpc(served.server, place, served.context.log);
  client = new Client(`127.0.0.1:${grpc.port}`, credentials.createInsecure());
});
afterAll(async () => {
  client.close();
  await grpc.close();
  await served.close();
});

const service = (() => {
  const file = new URL('../../../src/app/oip/grpc/open-inference.proto', import.meta.url);
  const found = loadSync(fileURLToPath(file), { keepCase: true, longs: String, arrays: true })[
    'inference.GRPCInferenceService'
  ];
  if (!found || 'format' in found) throw new Error('expected a service in the proto file');
  return found;
})();

/** What a call answers; a failure is thrown, with its code. */
async function call(method: string, message: object, bearer = served.token): Promise<unknown> {
  const definition = service[method];
  if (!definition) throw new Error(`expected a call ${method}`);
  const metadata = new Metadata();
  if (bearer !== '') metadata.set('authorization', `Bearer ${bearer}`);
  return await new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      definition.path,
      definition.requestSerialize,
      definition.responseDeserialize,
      message,
      metadata,
      (error, answer) => (error ? reject(error) : resolve(answer)),
    );
  });
}

const answerSchema = z.object({
  model_name: z.string(),
  id: z.string().default(''),
  outputs: z.array(
    z.object({
      name: z.string(),
      shape: z.array(z.string().transform(Number)),
      contents: z.record(z.string(), z.array(z.unknown())).nullish(),
    }),
  ),
  raw_output_contents: z.array(z.instanceof(Buffer)),
});

const about = tensorsAsJson({ isNested: false }).map(({ name, datatype, shape }) => ({
  name,
  datatype,
  shape,
}));
const raw = () => Object.values(tensors).map(bytesOf);
const field = {
  FP32: 'fp32_contents',
  INT32: 'int_contents',
  INT64: 'int64_contents',
  UINT8: 'uint_contents',
  BOOL: 'bool_contents',
} as const;

test('GRPCInferenceService says that it lives, what it is and what its models take', async () => {
  expect(await call('ServerLive', {}, '')).toMatchObject({ live: true });
  expect(await call('ServerReady', {}, '')).not.toMatchObject({ ready: true });
  expect(await call('ServerMetadata', {})).toMatchObject({ name: 'understory' });
  const metadata = await call('ModelMetadata', { name: 'every-type' });
  expect(metadata).toMatchObject({
    name: 'every-type',
    platform: 'onnxruntime_onnx',
    inputs: [{ name: 'x', datatype: 'FP32', shape: ['-1', '3'] }, {}, {}, {}, {}],
  });
  expect(await call('ModelReady', { name: 'every-type' })).toMatchObject({ ready: true });
});

test('ModelInfer gives the numbers of the runtime for raw contents, as raw contents', async () => {
  const outputs = await (await openGraph(tensorGraph())).run(tensors);
  const message = { model_name: 'every-type', id: '7', inputs: about, raw_input_contents: raw() };
  const answer = answerSchema.parse(await call('ModelInfer', message));
  expect(answer.id).toBe('7');
  expect(answer.outputs.map(({ name }) => name)).toEqual(Object.keys(outputs));
  for (const [at, { name, shape }] of answer.outputs.entries()) {
    const tensor = outputs[name];
    expect(shape).toEqual(tensor?.dims);
    expect(answer.raw_output_contents[at]).toEqual(tensor && bytesOf(tensor));
  }
});

test('ModelInfer gives the numbers of the runtime for typed contents, as typed contents', async () => {
  const outputs = await (await openGraph(tensorGraph())).run(tensors);
  const inputs = tensorsAsJson({ isNested: false }).map(({ data, ...input }) => ({
    ...input,
    contents: { [field[input.datatype]]: data },
  }));
  const wanted = ['f2', 'n2', 'y', 'u2', 'i2'];
  const message = {
    model_name: 'every-type',
    inputs,
    outputs: wanted.map((name) => ({ name })),
  };
  const answer = answerSchema.parse(await call('ModelInfer', message));
  expect(answer.outputs.map(({ name }) => name)).toEqual(wanted);
  expect(answer.raw_output_contents).toEqual([]);
  for (const { name, contents } of answer.outputs) {
    const given = Object.values(contents ?? {}).flat();
    expect(given.map(Number)).toEqual(Array.from(outputs[name]?.data ?? [], Number));
  }
});

const infer = (change: object) => ({
  model_name: 'every-type',
  inputs: about,
  raw_input_contents: raw(),
  ...change,
});

test.each([
  [status.NOT_FOUND, { model_name: 'nothing' }, /there are: .*every-type/],
  [status.NOT_FOUND, { model_name: '../../etc' }, /There is no model/],
  [status.NOT_FOUND, { model_name: '..' }, /There is no model/],
  [status.NOT_FOUND, { model_version: '..' }, /There is no model/],
  [status.NOT_FOUND, { model_version: '1' }, /There is no version "1"/],
  [status.INVALID_ARGUMENT, { raw_input_contents: raw().slice(1) }, /got 4/],
  [status.INVALID_ARGUMENT, { raw_input_contents: [] }, /Expected x to have contents/],
  [
    status.INVALID_ARGUMENT,
    { raw_input_contents: raw().with(0, Buffer.alloc(3)) },
    /24 bytes .*got 3/,
  ],
  [
    status.INVALID_ARGUMENT,
    { inputs: about.map((each) => ({ ...each, contents: { int_contents: [1] } })) },
    /no contents beside/,
  ],
  [
    status.INVALID_ARGUMENT,
    {
      raw_input_contents: [],
      inputs: [{ name: 'u', datatype: 'UINT8', shape: [2, 2], contents: { uint_contents: [256] } }],
    },
    /up to 255/,
  ],
  [
    status.INVALID_ARGUMENT,
    {
      raw_input_contents: [],
      inputs: [{ name: 'x', datatype: 'FP16', shape: [2, 3], contents: { fp32_contents: [1] } }],
    },
    /datatype of x/,
  ],
  [status.INVALID_ARGUMENT, { inputs: about.map((each) => ({ ...each, shape: [-1] })) }, /shape/],
  [status.INVALID_ARGUMENT, { outputs: [{ name: 'z' }] }, /it gives y/],
  [
    status.RESOURCE_EXHAUSTED,
    { raw_input_contents: [Buffer.alloc(mostInferenceBytes + 2 ** 17)] },
    /larger than max/,
  ],
])('ModelInfer answers %i to wrong request %#, and says why', async (code, change, why) => {
  const failure = call('ModelInfer', infer(change));
  await expect(failure).rejects.toMatchObject({ code, details: expect.stringMatching(why) });
});

test('ModelInfer needs the token or a key that may compute', async () => {
  const { db, clock } = served.context;
  await addConsumer(db, 'ranking', ['topics']);
  const keyWith = async (scope: 'signals:read' | 'signals:compute') =>
    (await issueKey(db, 'ranking', { scopes: [scope], expiresInDays: 1 }, clock())).secret;
  const refusalOf = (bearer: string) => call('ModelInfer', infer({}), bearer);
  await expect(refusalOf('')).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
  await expect(refusalOf('wrong')).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
  await expect(refusalOf(await keyWith('signals:read'))).rejects.toMatchObject({
    code: status.PERMISSION_DENIED,
  });
  expect(await refusalOf(await keyWith('signals:compute'))).toMatchObject({
    outputs: [{}, {}, {}, {}, {}],
  });
  await expect.poll(() => served.workshop.online.door.inHand).toBe(0);
});
