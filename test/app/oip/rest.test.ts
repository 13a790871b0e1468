import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import {
  inferenceAnswerSchema,
  inferenceErrorSchema,
  modelMetadataSchema,
} from '../../../src/contracts/oip.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { openGraph } from '../../fixtures/graphs.ts';
import { rawRequest } from '../../fixtures/raw-request.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { tensorGraph, writeLookupModel, writeTensorModel } from '../../fixtures/tensor-model.ts';
import { ownModels } from '../../fixtures/tiny-pair.ts';
import { bytesOf, tensors, tensorsAsJson } from './tensors.ts';

let served: Served;
let published: (name: string, value: unknown) => void;

beforeAll(async () => {
  served = await serve();
  const { models } = served.context.home;
  await ownModels(models);
  await writeTensorModel(models, 'every-type');
  await writeLookupModel(models, 'lookup');
  published = await publishedSchemas();
});
afterAll(() => served.close());

/** Checks a value against a schema of the published OpenAPI document. */
async function publishedSchemas() {
  const file = new URL('../../fixtures/open-inference-rest.yaml', import.meta.url);
  const { components } = z
    .object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
    .parse(parse(await readFile(file, 'utf8')));
  const ajv = new Ajv({ strict: false });
  ajv.addSchema({ $id: 'published', components });
  return (name: string, value: unknown): void => {
    const isValid = ajv.validate({ $ref: `published#/components/schemas/${name}` }, value);
    expect(isValid, ajv.errorsText()).toBe(true);
  };
}

const infer = (body: unknown, model = 'every-type') =>
  served.ask(`/v2/models/${model}/infer`, { method: 'POST', body: JSON.stringify(body) });

/** What the runtime itself gives for the same tensors. */
async function expected() {
  return (await openGraph(tensorGraph())).run(tensors);
}

test('GET /v2 and /v2/health/… answer as published, the health of the server without a key', async () => {
  for (const address of ['/v2', '/v2/']) {
    const metadata = await served.json(address);
    published('metadata_server_response', metadata);
    expect(metadata).toMatchObject({ name: 'understory', extensions: ['binary_tensor_data'] });
  }
  expect((await fetch(`${served.address}/v2/health/live`)).status).toBe(200);
  expect((await fetch(`${served.address}/v2/health/ready`)).status).toBe(503);
  const refused = await fetch(`${served.address}/v2`);
  expect(refused.status).toBe(401);
  published('metadata_server_error_response', await refused.json());
});

test('GET /v2/models/{name} says what a model takes and gives, with -1 for any size', async () => {
  const metadata = modelMetadataSchema.parse(await served.json('/v2/models/every-type'));
  published('metadata_model_response', metadata);
  expect(metadata.platform).toBe('onnxruntime_onnx');
  expect(metadata.inputs).toEqual([
    { name: 'x', datatype: 'FP32', shape: [-1, 3] },
    { name: 'n', datatype: 'INT64', shape: [-1] },
    { name: 'i', datatype: 'INT32', shape: [2] },
    { name: 'u', datatype: 'UINT8', shape: [2, 2] },
    { name: 'f', datatype: 'BOOL', shape: [2] },
  ]);
  const [version] = metadata.versions;
  expect(metadata.properties.sha256?.slice(0, 12)).toBe(version);
  expect(await served.json(`/v2/models/every-type/versions/${version}`)).toEqual(metadata);
  expect(await served.json(`/v2/models/every-type/versions/${version}/ready`)).toEqual({
    name: 'every-type',
    ready: true,
  });
});

test('GET /v2/models/{name} makes an embedded model at its first use', async () => {
  const metadata = await served.json('/v2/models/use-lite');
  published('metadata_model_response', metadata);
  expect(metadata).toMatchObject({
    name: 'use-lite',
    inputs: [{ name: 'ids', datatype: 'INT32', shape: [-1] }],
  });
});

test('the example of docs/inference.md is answered', async () => {
  const text = await readFile(new URL('../../../docs/inference.md', import.meta.url), 'utf8');
  const [, path = '', body = ''] = /:4600(\/v2\/\S+\/infer) \\\n {2}-d '([^']+)'/.exec(text) ?? [];
  const answer = await served.ask(path, { method: 'POST', body });
  expect(answer.status, await answer.clone().text()).toBe(200);
  const { id, outputs } = inferenceAnswerSchema.parse(await answer.json());
  expect(id).toBe('1');
  expect(outputs[0]?.data?.length).toBeGreaterThan(0);
});

test('POST …/infer gives the numbers of the runtime for JSON, flat or nested', async () => {
  const outputs = await expected();
  for (const isNested of [false, true]) {
    const answer = await infer({ id: 'a "quoted" id', inputs: tensorsAsJson({ isNested }) });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const json: unknown = await answer.json();
    published('inference_response', json);
    const { id, outputs: given } = inferenceAnswerSchema.parse(json);
    expect(id).toBe('a "quoted" id');
    expect(given.map(({ name }) => name)).toEqual(['y', 'n2', 'i2', 'u2', 'f2']);
    for (const { name, shape, data = [] } of given) {
      expect(shape).toEqual(outputs[name]?.dims);
      expect(data.map(Number)).toEqual(Array.from(outputs[name]?.data ?? [], Number));
    }
  }
});

test('POST …/infer takes and gives binary tensor data', async () => {
  const outputs = await expected();
  const order = Object.entries(tensors);
  const json = Buffer.from(
    JSON.stringify({
      parameters: { binary_data_output: true },
      inputs: tensorsAsJson({ isNested: false }).map((input, at) => ({
        ...input,
        data: undefined,
        parameters: { binary_data_size: order[at]?.[1].data.byteLength },
      })),
      outputs: [{ name: 'y' }, { name: 'n2' }, { name: 'i2', parameters: { binary_data: false } }],
    }),
  );
  const answer = await served.ask('/v2/models/every-type/infer', {
    method: 'POST',
    headers: { 'inference-header-content-length': String(json.byteLength) },
    body: Buffer.concat([json, ...order.map(([, tensor]) => bytesOf(tensor))]),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  const length = Number(answer.headers.get('inference-header-content-length'));
  const body = Buffer.from(await answer.arrayBuffer());
  const head = inferenceAnswerSchema.parse(JSON.parse(body.subarray(0, length).toString()));
  const sizes = head.outputs.map(({ parameters }) => parameters?.binary_data_size);
  expect(sizes).toEqual([16, 16, undefined]);
  const [y, n2] = [outputs.y, outputs.n2].map((tensor) => tensor && bytesOf(tensor));
  expect(body.subarray(length, length + 16)).toEqual(y);
  expect(body.subarray(length + 16)).toEqual(n2);
  expect(head.outputs[2]?.data).toEqual([...(outputs.i2?.data ?? [])]);
});

test('POST …/infer takes and gives numbers that JSON has none of', async () => {
  const inputs = tensorsAsJson({ isNested: false });
  const special = ['NaN', 0, 0, 'Infinity', 0, 0];
  const answer = await infer({
    inputs: inputs.map((input) => (input.name === 'x' ? { ...input, data: special } : input)),
    outputs: [{ name: 'y' }],
  });
  const json: unknown = await answer.json();
  published('inference_response', json);
  expect(json).toMatchObject({ outputs: [{ data: ['NaN', 'NaN', 'Infinity', 'Infinity'] }] });
});

test('POST …/infer answers whole int64s with all their digits', async () => {
  const inputs = tensorsAsJson({ isNested: false });
  const most = Number.MAX_SAFE_INTEGER;
  const answer = await infer({
    inputs: inputs.map((input) => (input.name === 'n' ? { ...input, data: [most, -most] } : input)),
    outputs: [{ name: 'n2' }],
  });
  expect(await answer.text()).toContain('"data":[18014398509481982,-18014398509481982]');
});

test('a model that is removed while it is loaded is no longer there', async () => {
  const { models } = served.context.home;
  await writeTensorModel(models, 'passing');
  const request = { inputs: tensorsAsJson({ isNested: false }) };
  expect((await infer(request, 'passing')).status).toBe(200);
  await rename(join(models, 'passing'), join(models, '.gone'));
  const answer = await infer(request, 'passing');
  expect(answer.status).toBe(404);
  expect(inferenceErrorSchema.parse(await answer.json()).error).toMatch(/there are: .*every-type/);
});

test('POST …/infer needs a key that may compute', async () => {
  const { db, clock } = served.context;
  await addConsumer(db, 'ranking', ['topics']);
  const headersOf = async (scope: 'signals:read' | 'signals:compute') => {
    const { secret } = await issueKey(
      db,
      'ranking',
      { scopes: [scope], expiresInDays: 1 },
      clock(),
    );
    return { authorization: `Bearer ${secret}` };
  };
  const body = JSON.stringify({ inputs: tensorsAsJson({ isNested: false }) });
  const ask = async (scope: 'signals:read' | 'signals:compute') =>
    await served.ask('/v2/models/every-type/infer', {
      method: 'POST',
      headers: await headersOf(scope),
      body,
    });
  expect((await ask('signals:compute')).status).toBe(200);
  const refused = await ask('signals:read');
  expect(refused.status).toBe(403);
  published('inference_error_response', await refused.json());
});

test('an answer of the protocol leaves nothing in hand', async () => {
  await infer({ inputs: [] });
  await expect.poll(() => served.workshop.online.door.inHand).toBe(0);
  const { status } = await rawRequest(served.address, '/v2/nothing', {
    headers: { authorization: `Bearer ${served.token}`, accept: 'text/html' },
  });
  expect(status).toBe(404);
});
