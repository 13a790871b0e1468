import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inferenceErrorSchema, mostInferenceBytes } from '../../../src/contracts/oip.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { writeLookupModel, writeTensorModel } from '../../fixtures/tensor-model.ts';
import { ownModels } from '../../fixtures/tiny-pair.ts';
import { tensorsAsJson } from './tensors.ts';

let served: Served;

beforeAll(async () => {
  served = await serve();
  const { models } = served.context.home;
  await ownModels(models);
  await writeTensorModel(models, 'every-type');
  await writeLookupModel(models, 'lookup');
});
afterAll(() => served.close());

type Headers = Readonly<Record<string, string>>;

const post = (address: string, body: string | Buffer, headers: Headers = {}) =>
  served.ask(`/v2/models/${address}/infer`, { method: 'POST', body, headers });

/** What is said of a refusal, which tells nothing of this machine. */
async function refusal(answer: Response): Promise<string> {
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(text).not.toMatch(/\bat \w+ \(|node_modules|\.ts:\d|\.cc:\d|understory-home|\/tmp\//);
  return inferenceErrorSchema.strict().parse(JSON.parse(text)).error;
}

/** The inputs of a good request, with one of them changed. */
function inputsWith(name: string, change: object): string {
  const inputs = tensorsAsJson({ isNested: false }).map((input) =>
    input.name === name ? { ...input, ...change } : input,
  );
  return JSON.stringify({ inputs });
}

const good = tensorsAsJson({ isNested: false });
const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;

const wrongBodies = [
  ['nothing', '', /Expected an inference request as JSON/],
  ['no JSON', '{"inputs": [', /Expected an inference request as JSON/],
  ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), /Expected an inference request as JSON/],
  ['a list', '[]', /expected object/],
  ['no inputs', '{}', /inputs/],
  ['inputs that are none', '{"inputs": {}}', /inputs: .*array/],
  ['an input too few', JSON.stringify({ inputs: good.slice(1) }), /needs the input x/],
  ['an input twice', JSON.stringify({ inputs: [...good, good[0]] }), /x came twice/],
  ['an unknown input', inputsWith('x', { name: '__proto__' }), /it takes x, n, i, u, f/],
  ['a type of no model', inputsWith('x', { datatype: 'BYTES' }), /datatype/],
  ['another type', inputsWith('x', { datatype: 'INT32' }), /Expected x to be FP32, got INT32/],
  ['another shape', inputsWith('x', { shape: [3, 2] }), /\[-1, 3\] .*got \[3, 2\]/],
  ['more dimensions', inputsWith('x', { shape: [1, 2, 3] }), /\[-1, 3\]/],
  ['a dimension of 0', inputsWith('x', { shape: [0, 3], data: [] }), /shape/],
  ['a dimension below 0', inputsWith('x', { shape: [-2, 3] }), /shape/],
  ['a dimension of a part', inputsWith('x', { shape: [1.5, 3] }), /shape/],
  ['a vast dimension', inputsWith('x', { shape: [2 ** 50, 3] }), /3377699720527872/],
  ['a dimension past numbers', inputsWith('x', { shape: [1e300, 3] }), /shape/],
  ['too few numbers', inputsWith('x', { data: [1, 2] }), /array of 6 elements.*got 2/],
  ['too many numbers', inputsWith('n', { data: [1, 2, 3] }), /array of 2 elements.*got 3/],
  ['ragged rows', inputsWith('x', { data: [[1, 2, 3], [4]] }), /array of 3 elements along axis 1/],
  [
    'deeper rows',
    inputsWith('x', {
      data: [
        [[1], 2, 3],
        [4, 5, 6],
      ],
    }),
    /got object/,
  ],
  ['an abyss', inputsWith('x', { data: [9] }).replace('[9]', deep), /at most 64/],
  [
    'a well',
    inputsWith('x', { data: [9] }).replace('[9]', '['.repeat(30) + ']'.repeat(30)),
    /array of/,
  ],
  ['no data', inputsWith('x', { data: undefined }), /got undefined/],
  ['data that is text', inputsWith('x', { data: 'AAAA' }), /got string/],
  ['words for numbers', inputsWith('x', { data: ['1', 2, 3, 4, 5, 6] }), /at 0 of x, got string/],
  ['a float past 32 bits', inputsWith('x', { data: [1e39, 2, 3, 4, 5, 6] }), /of 32 bits/],
  ['an int64 past 2⁵³', inputsWith('n', { data: [2 ** 53, 1] }), /only as binary data/],
  [
    'an int32 past itself',
    inputsWith('i', { data: [2 ** 31, 1] }),
    /2147483647 at 0 of i, got 2147483648/,
  ],
  ['a byte past 255', inputsWith('u', { data: [256, 0, 0, 0] }), /0 to 255 at 0 of u, got 256/],
  ['numbers for truth', inputsWith('f', { data: [1, 0] }), /true or false/],
  [
    'binary data that is not there',
    inputsWith('n', { data: undefined, parameters: { binary_data_size: 16 } }),
    /Expected 16 bytes .*got 0/,
  ],
  ['both forms of data', inputsWith('n', { parameters: { binary_data_size: 16 } }), /got both/],
  [
    'an unknown output',
    JSON.stringify({ inputs: good, outputs: [{ name: 'z' }] }),
    /it gives y, n2/,
  ],
  [
    'an output twice',
    JSON.stringify({ inputs: good, outputs: [{ name: 'y' }, { name: 'y' }] }),
    /y is asked for twice/,
  ],
] as const;

test.each(wrongBodies)('POST …/infer refuses %s, and says why', async (_what, body, why) => {
  const answer = await post('every-type', body);
  expect(answer.status).toBe(400);
  expect(await refusal(answer)).toMatch(why);
});

test.each([
  ['every-type', 400, { 'inference-header-content-length': '99999' }, /99999 bytes of JSON/],
  ['every-type', 400, { 'inference-header-content-length': '-1' }, /to be a number of bytes/],
  ['every-type', 400, { 'inference-header-content-length': '0' }, /Expected an inference request/],
  ['every-type', 400, { 'content-encoding': 'gzip' }, /without Content-Encoding/],
  ['nothing', 404, {}, /There is no model "nothing"; there are: .*every-type/],
  ['embedded', 404, {}, /There is no model/],
  ['..%2F..%2Fetc', 404, {}, /There is no model/],
  ['%00', 404, {}, /There is no model/],
  ['every-type/versions/1', 404, {}, /There is no version "1" of the model every-type; there is/],
] as const)('POST /v2/models/%s/infer answers %i to %j', async (address, status, headers, why) => {
  const answer = await post(address, JSON.stringify({ inputs: good }), headers);
  expect(answer.status).toBe(status);
  expect(await refusal(answer)).toMatch(why);
});

test('POST …/infer says what a model could not do with its inputs', async () => {
  const ids = { name: 'input_ids', datatype: 'INT64', shape: [1, 2], data: [3, 10] };
  const answer = await post('lookup', JSON.stringify({ inputs: [ids] }));
  expect(answer.status).toBe(400);
  expect(await refusal(answer)).toMatch(/idx=10 must be within the inclusive range \[-10,9\]/);
});

test('POST …/infer refuses a body that is too large before it is read', async () => {
  const answer = await post('every-type', Buffer.alloc(mostInferenceBytes + 1, 0x20));
  expect(answer.status).toBe(413);
  expect(await refusal(answer)).toContain(`${mostInferenceBytes} bytes`);
});

test('a model whose file was changed cannot be used, and the answer does not say where it is', async () => {
  const { models } = served.context.home;
  await mkdir(models, { recursive: true });
  await writeTensorModel(models, 'changed');
  const file = join(models, 'changed', 'model.onnx');
  const bytes = await readFile(file);
  bytes[bytes.length - 1] = 255 - (bytes.at(-1) ?? 0);
  await writeFile(file, bytes);
  const answer = await post('changed', JSON.stringify({ inputs: good }));
  expect(answer.status).toBe(503);
  expect(await refusal(answer)).toMatch(/cannot be used here \(digest-mismatch\)/);
  expect((await served.ask('/v2/models/changed/ready')).status).toBe(503);
});
