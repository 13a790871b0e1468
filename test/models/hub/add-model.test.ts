import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Raster } from '../../../src/contracts/raster.ts';
import { openModelFolder } from '../../../src/models/folder.ts';
import { addHubModel } from '../../../src/models/hub/add-model.ts';
import { encodeImage } from '../../../src/models/hub/encode-image.ts';
import { encodeText } from '../../../src/models/hub/encode-text.ts';
import { commit, startHub } from '../../fixtures/hub-server.ts';
import type { HubContent, HubServer } from '../../fixtures/hub-server.ts';
import {
  imageWeights,
  tinyImageEncoder,
  tinyTextEncoder,
  tokenVector,
  wordPieceTokenizer,
} from '../../fixtures/tiny-encoders.ts';

const preprocessor = JSON.stringify({
  do_resize: true,
  size: { height: 8, width: 8 },
  resample: 3,
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: true,
  image_mean: [0.5, 0.4, 0.3],
  image_std: [0.5, 0.25, 0.2],
});
const tokenizer = JSON.stringify(wordPieceTokenizer);
const tokenizerConfig = JSON.stringify({ model_max_length: 1e30, pad_token: '[PAD]' });

const pair = {
  'onnx/vision_model.onnx': tinyImageEncoder(8),
  'onnx/text_model.onnx': tinyTextEncoder(10, true),
  'preprocessor_config.json': preprocessor,
  'tokenizer.json': tokenizer,
  'tokenizer_config.json': tokenizerConfig,
  'config.json': JSON.stringify({
    model_type: 'siglip',
    text_config: { max_position_embeddings: 6 },
  }),
};

let folder: string;
let hub: HubServer | undefined;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-'));
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function serve(files: HubContent['files']): Promise<HubServer> {
  hub = await startHub({ repository: 'Tester/tiny', files, licence: 'apache-2.0' });
  return hub;
}

function freshOptions(server: HubServer) {
  return { modelsDir: join(folder, `models-${count++}`), baseUrl: server.url, retries: 0 };
}

/** Left half one colour, right half another. */
function halves(width: number, height: number, left: number[], right: number[]): Raster {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    const x = Math.floor(index / 3) % width;
    return (x * 2 < width ? left : right)[index % 3] ?? 0;
  });
  return { width, height, channels: 3, data };
}

function normalise(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function expectVector(vector: Float32Array, expected: readonly number[]): void {
  expect(vector).toHaveLength(expected.length);
  for (const [index, value] of normalise(expected).entries()) {
    expect(vector[index]).toBeCloseTo(value, 5);
  }
}

/** The mean of token vectors, as the tiny text encoders pool. */
function meanOf(ids: readonly number[]): number[] {
  return [0, 1].map(
    (i) => ids.reduce((sum, id) => sum + (tokenVector(id)[i] ?? 0), 0) / ids.length,
  );
}

describe('addHubModel', () => {
  it('addHubModel() adds a pair whose vectors equal those computed by hand', async () => {
    const server = await serve(pair);
    const [image, text] = await addHubModel('hf:Tester/tiny', freshOptions(server));
    if (image === undefined || text === undefined) throw new Error('expected two folders');
    expect(image.manifest).toMatchObject({
      name: 'tester--tiny-01234567-image',
      task: 'image-embedding',
      licence: 'apache-2.0',
      source: { kind: 'hub', repository: 'Tester/tiny', revision: commit },
      preprocessing: { kind: 'image', width: 8, height: 8, fit: 'fill' },
    });
    const imageModel = await openModelFolder(image);
    const vector = await encodeImage(imageModel, halves(8, 8, [255, 0, 51], [51, 102, 204]));
    const means = [(255 + 51) / 2, 102 / 2, (51 + 204) / 2].map((mean) => mean / 255);
    const [red, green, blue] = [
      (means[0] ?? 0) * 2 - 1,
      ((means[1] ?? 0) - 0.4) / 0.25,
      ((means[2] ?? 0) - 0.3) / 0.2,
    ];
    expectVector(
      vector,
      [0, 1].map(
        (i) =>
          red * (imageWeights[0][i] ?? 0) +
          green * (imageWeights[1][i] ?? 0) +
          blue * (imageWeights[2][i] ?? 0),
      ),
    );
    // SigLIP: every text is padded, here to six tokens, without a mask.
    const textModel = await openModelFolder(text);
    expectVector(await encodeText(textModel, 'Red teapot'), meanOf([2, 4, 7, 9, 3, 0]));
    await expect(encodeText(imageModel, 'x')).rejects.toMatchObject({ code: 'not-an-encoder' });
  });

  it('addHubModel() pools the tokens of a sentence encoder and cuts long texts', async () => {
    const server = await serve({
      'onnx/model.onnx': tinyTextEncoder(10, false),
      'tokenizer.json': tokenizer,
      'tokenizer_config.json': tokenizerConfig,
      'config.json': JSON.stringify({ model_type: 'bert', max_position_embeddings: 512 }),
      'sentence_bert_config.json': JSON.stringify({ max_seq_length: 5 }),
      '1_Pooling/config.json': JSON.stringify({ pooling_mode_mean_tokens: true }),
    });
    const [added] = await addHubModel('hf:Tester/tiny', freshOptions(server));
    if (added === undefined) throw new Error('expected a folder');
    expect(added.manifest.preprocessing).toMatchObject({ kind: 'text', maxTokens: 5 });
    const model = await openModelFolder(added);
    expectVector(await encodeText(model, 'cups'), meanOf([2, 5, 6, 3]));
    expectVector(await encodeText(model, 'cup of tea of tea of tea'), meanOf([2, 5, 8, 7, 3]));
  });

  it('addHubModel() cuts the middle out as DINO-like preprocessors say', async () => {
    const server = await serve({
      'model.onnx': tinyImageEncoder(8),
      'preprocessor_config.json': JSON.stringify({
        size: { shortest_edge: 16 },
        do_center_crop: true,
        crop_size: { height: 8, width: 8 },
        image_mean: [0, 0, 0],
        image_std: [1, 1, 1],
      }),
    });
    const [added] = await addHubModel('hf:Tester/tiny', freshOptions(server));
    if (added === undefined) throw new Error('expected a folder');
    const model = await openModelFolder(added);
    const picture = halves(24, 16, [255, 0, 0], [0, 255, 0]);
    expectVector(await encodeImage(model, picture), [0.5, 0.5]);
    // Of a larger picture the same middle is seen: 48×32 becomes 24×16 first.
    expectVector(await encodeImage(model, halves(48, 32, [255, 0, 0], [0, 255, 0])), [0.5, 0.5]);
  });

  it('addHubModel() goes on where a cut connection ended and loads nothing twice', async () => {
    const server = await serve(pair);
    const options = freshOptions(server);
    server.cut('onnx/vision_model.onnx', 100, 150);
    const addition = addHubModel('hf:Tester/tiny', options);
    await expect(addition).rejects.toMatchObject({ code: 'hub-unreachable', fault: 'dependency' });
    const folders = await addHubModel('hf:Tester/tiny', { ...options, retries: 2 });
    expect(folders).toHaveLength(2);
    const ranges = server.requests
      .filter(({ path }) => path === '/cdn/onnx/vision_model.onnx')
      .map(({ range }) => range);
    expect(ranges).toEqual([undefined, 'bytes=100-', 'bytes=250-']);
    expect(await readdir(join(options.modelsDir, '.hub-downloads'))).toEqual([]);

    const before = server.requests.length;
    await addHubModel('hf:Tester/tiny', options);
    expect(server.requests.slice(before).map(({ path }) => path)).toEqual([
      '/api/models/Tester/tiny/revision/main',
    ]);
  });

  it('addHubModel() refuses bytes of another digest and keeps none of them', async () => {
    const server = await serve(pair);
    const options = freshOptions(server);
    const changed = Uint8Array.from(pair['onnx/vision_model.onnx']);
    changed[200] = (changed[200] ?? 0) ^ 1;
    server.tamper('onnx/vision_model.onnx', changed);
    await expect(addHubModel('hf:Tester/tiny', options)).rejects.toMatchObject({
      code: 'digest-mismatch',
      fault: 'model',
    });
    expect(await readdir(options.modelsDir)).toEqual(['.hub-downloads']);
    server.tamper('onnx/vision_model.onnx', pair['onnx/vision_model.onnx']);
    server.tamper('tokenizer.json', Buffer.from(tokenizer.replace('teapot', 'coffee') + ' '));
    await expect(addHubModel('hf:Tester/tiny', options)).rejects.toMatchObject({
      code: expect.stringMatching(/digest-mismatch|hub-file-too-large/) as string,
    });
  });

  it('addHubModel() sends the token to the hub and not to where it redirects', async () => {
    const server = await serve(pair);
    await addHubModel('hf:Tester/tiny', { ...freshOptions(server), token: 'secret' });
    const [cdn, own] = [true, false].map((isCdn) =>
      server.requests.filter(({ path }) => path.startsWith('/cdn/') === isCdn),
    );
    expect(own?.every(({ authorization }) => authorization === 'Bearer secret')).toBe(true);
    expect(cdn?.length).toBeGreaterThan(0);
    expect(cdn?.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it.each([
    ['weights that may hold code', { 'pytorch_model.bin': 'x' }, 'no-onnx'],
    [
      'weights in a second file',
      { 'onnx/model.onnx': tinyImageEncoder(8), 'onnx/model.onnx_data': 'x' },
      'external-data',
    ],
    ['an ONNX file that is none', { 'model.onnx': 'not a model' }, 'model-load'],
    [
      'an image encoder without preprocessing for one size',
      {
        'model.onnx': tinyImageEncoder(8),
        'preprocessor_config.json': JSON.stringify({ size: { shortest_edge: 8 } }),
      },
      'unsupported-model',
    ],
    [
      'a tokenizer whose pattern could take forever',
      {
        'model.onnx': tinyTextEncoder(10, false),
        'tokenizer.json': JSON.stringify({
          ...wordPieceTokenizer,
          pre_tokenizer: { type: 'Split', pattern: { Regex: '(a+)+$' }, behavior: 'Isolated' },
        }),
      },
      'tokenizer-pattern',
    ],
  ])('addHubModel() refuses %s', async (_, files, code) => {
    const server = await serve(files);
    await expect(addHubModel('hf:Tester/tiny', freshOptions(server))).rejects.toMatchObject({
      code,
    });
  });

  it('addHubModel() refuses what is too large, unknown or not a reference', async () => {
    const server = await serve(pair);
    const options = freshOptions(server);
    await expect(
      addHubModel('hf:Tester/tiny', { ...options, maxOnnxBytes: 10 }),
    ).rejects.toMatchObject({ code: 'hub-file-too-large' });
    await expect(addHubModel('hf:Tester/other', options)).rejects.toMatchObject({
      code: 'hub-not-found',
    });
    for (const reference of ['tiny', 'hf:tiny', 'hf:../../etc', 'hf:a/b@../c']) {
      await expect(addHubModel(reference, options)).rejects.toMatchObject({
        code: 'hub-reference',
      });
    }
  });
});
