import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema, searchResultsSchema } from '../../../src/contracts/api.ts';
import { completionsSchema } from '../../../src/contracts/search.ts';
import { readOnlineSettings } from '../../../src/extraction/online/settings.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ online: { ...readOnlineSettings({}), threads: 1, mostWaitMs: 1 } });
});
afterAll(async () => await served.close());

const pictureOf = async (red: number) =>
  await sharp({
    create: { width: 640, height: 480, channels: 3, background: { r: red, g: 80, b: 120 } },
  })
    .jpeg()
    .toBuffer();

const post = async (body: Buffer) =>
  await served.ask('/v1/search/image', {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg' },
    body: new Uint8Array(body),
  });

describe('a search of an empty catalogue', () => {
  test('finds nothing by words, pictures and beginnings, and says so', async () => {
    const found = searchResultsSchema.parse(await served.json('/v1/search', { text: 'red dress' }));
    expect(found).toMatchObject({ results: [], route: expect.stringContaining('words') });
    const response = await post(await pictureOf(1));
    expect(searchResultsSchema.parse(await response.json()).results).toEqual([]);
    const completions = await served.json('/v1/search/complete?q=re');
    expect(completionsSchema.parse(completions).completions).toEqual([]);
  });
});

describe('a search by pictures', () => {
  test('is refused with 503 and when to ask again, where there is more to do than can be', async () => {
    const pictures = await Promise.all(Array.from({ length: 12 }, (_, at) => pictureOf(20 * at)));
    const answers = await Promise.all(pictures.map(post));
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
    const [first] = refused;
    expect(Number(first?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(problemSchema.parse(await first?.json())).toMatchObject({ code: 'overloaded' });
  });

  test('says what is wrong with what is no picture', async () => {
    const response = await post(Buffer.from('this is no picture'));
    expect(response.status).toBe(400);
    expect(problemSchema.parse(await response.json()).code).toBe('wrong-type');
  });
});
