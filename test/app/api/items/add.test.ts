import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { issueKey } from '../../../../src/consumers/keys/issue.ts';
import { itemDetailSchema, problemSchema } from '../../../../src/contracts/api.ts';
import {
  postedSchema,
  type Posted,
  type PostedItem,
} from '../../../../src/contracts/posted-items.ts';
import type { Scope } from '../../../../src/contracts/scopes.ts';
import { addConsumer } from '../../../fixtures/consumer.ts';
import { openmojiPicture } from '../../../fixtures/openmoji.ts';
import { serve, type Served } from '../../../fixtures/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
}, 60_000);
afterAll(() => served.close());

interface Sent {
  readonly body: string | Uint8Array<ArrayBuffer> | FormData;
  readonly type?: string;
  readonly query?: string;
  readonly key?: string;
}

const send = ({ body, type, query = '', key }: Sent) =>
  served.ask(`/v1/items${query}`, {
    method: 'POST',
    body,
    headers: {
      ...(type !== undefined && { 'content-type': type }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
  });
const sendItems = (items: readonly PostedItem[], key?: string) =>
  send({ body: JSON.stringify({ items }), type: 'application/json', ...(key && { key }) });

async function taken(response: Response): Promise<Posted> {
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(202);
  return postedSchema.parse(answer);
}

async function refusal(response: Response) {
  const { status, code } = problemSchema.parse(await response.json());
  return [status, code];
}

async function untilDone(id: string) {
  return await vi.waitFor(
    async () => {
      const detail = itemDetailSchema.parse(
        await served.json(`/v1/items/${encodeURIComponent(id)}`),
      );
      expect(detail.card.state).toBe('done');
      return detail;
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function keyOf(name: string, scopes: readonly Scope[]): Promise<string> {
  const { db } = served.context;
  await addConsumer(db, name, []);
  return (await issueKey(db, name, { scopes: [...scopes], expiresInDays: 1 }, Date.now())).secret;
}

describe('POST /v1/items', () => {
  test('takes the bytes of a picture with its fields in the address, and computes its signals', async () => {
    const body = new Uint8Array(await openmojiPicture('1F34E'));
    const query = '?id=fruit/1&title=A%20red%20apple&tags=fruit,red';
    const answer = await taken(await send({ body, type: 'image/png', query }));
    expect(answer).toMatchObject({ taken: ['fruit/1'], due: 1, problems: [] });
    const { text, assets, signals } = await untilDone('fruit/1');
    expect(text).toEqual({ title: 'A red apple', tags: ['fruit', 'red'] });
    expect(assets).toHaveLength(1);
    expect(signals.map(({ signal }) => signal)).toContain('image_embedding');
  }, 90_000);

  test('computes nothing again for what is as it was', async () => {
    const item = { id: 'words', title: 'A recipe for bread' };
    expect((await taken(await sendItems([item]))).due).toBe(1);
    await untilDone('words');
    expect(await taken(await sendItems([item]))).toMatchObject({ taken: ['words'], due: 0 });
    expect((await taken(await sendItems([{ ...item, title: 'Rye bread' }]))).due).toBe(1);
  }, 90_000);

  test('takes a form with several files and with attributes', async () => {
    const body = new FormData();
    body.set('id', 'form');
    body.set('title', 'Cat and apple');
    body.append('tags', 'cat');
    body.append('tags', 'apple');
    body.set('attributes', JSON.stringify({ price: 3, sizes: ['s', 'm'] }));
    for (const code of ['1F408', '1F34E']) {
      body.append('image', new Blob([new Uint8Array(await openmojiPicture(code))]), `${code}.png`);
    }
    await taken(await send({ body }));
    const { assets, attributes, text } = await untilDone('form');
    expect(assets).toHaveLength(2);
    expect(attributes).toEqual({ price: 3, sizes: ['s', 'm'] });
    expect(text.tags).toEqual(['cat', 'apple']);
  }, 90_000);

  test('tells what is wrong with some and takes the others', async () => {
    const answer = await taken(
      await sendItems([
        {
          id: 'inside',
          title: 'A picture of the network within',
          images: ['http://127.0.0.1:9/a.png'],
        },
        { id: 'fine', title: 'Fine' },
      ]),
    );
    expect(answer.taken).toEqual(['inside', 'fine']);
    expect(answer.problems).toMatchObject([{ id: 'inside', code: 'private-address' }]);
    expect(answer.problems[0]?.message).toContain('127.0.0.1');
  }, 30_000);

  test('ends the runs of what was posted without anybody waiting for them', async () => {
    const { run } = await taken(await sendItems([{ id: 'ended', title: 'To its end' }]));
    const stateOf = async () =>
      z.object({ state: z.string() }).parse(await served.json(`/v1/runs/${run}`)).state;
    await vi.waitFor(async () => expect(await stateOf()).toBe('done'), {
      timeout: 60_000,
      interval: 250,
    });
  }, 90_000);

  test('lets a key with the scope bring items of its own, and write over no others', async () => {
    const [mine, theirs] = [
      await keyOf('mine', ['items:write']),
      await keyOf('theirs', ['items:write']),
    ];
    expect((await taken(await sendItems([{ id: 'owned', title: 'Mine' }], mine))).taken).toEqual([
      'owned',
    ]);
    const answer = await taken(await sendItems([{ id: 'owned', title: 'Theirs' }], theirs));
    expect(answer).toMatchObject({
      taken: [],
      due: 0,
      problems: [{ id: 'owned', code: 'id-taken' }],
    });
    expect((await untilDone('owned')).text.title).toBe('Mine');
    const reader = await keyOf('reader', ['items:read']);
    expect(await refusal(await sendItems([{ id: 'x', title: 'x' }], reader))).toEqual([
      403,
      'scope-missing',
    ]);
  }, 90_000);

  test('keeps a deleted item away', async () => {
    await taken(await sendItems([{ id: 'gone', title: 'Soon gone' }]));
    await untilDone('gone');
    await served.ask('/v1/items/gone', { method: 'DELETE' });
    const answer = await taken(await sendItems([{ id: 'gone', title: 'Back' }]));
    expect(answer).toMatchObject({ taken: [], problems: [{ id: null, code: 'deleted' }] });
  }, 90_000);

  const json = 'application/json';
  test.each([
    ['no items', { body: '{"items":[]}', type: json }, 'invalid-request'],
    [
      'an unknown field',
      { body: '{"items":[{"id":"a","colour":1}]}', type: json },
      'invalid-request',
    ],
    [
      'a file of this machine',
      { body: '{"items":[{"id":"a","images":["/etc/passwd"]}]}', type: json },
      'invalid-request',
    ],
    [
      'a control character in an id',
      { body: JSON.stringify({ items: [{ id: 'a\nb', title: 'x' }] }), type: json },
      'bad-id',
    ],
    [
      'an id twice',
      { body: '{"items":[{"id":"a","title":"x"},{"id":"a","title":"y"}]}', type: json },
      'repeated-id',
    ],
    ['nothing but an id', { body: '{"items":[{"id":"a"}]}', type: json }, 'empty-item'],
    [
      'no picture',
      { body: new TextEncoder().encode('none'), type: 'image/png', query: '?id=a' },
      'wrong-type',
    ],
    ['no bytes', { body: new Uint8Array(), type: 'image/png', query: '?id=a' }, 'empty-file'],
    ['no id', { body: new TextEncoder().encode('none'), type: 'image/png' }, 'invalid-request'],
    ['no form', { body: 'none', type: 'multipart/form-data; boundary=x' }, 'bad-multipart'],
  ] as const)('refuses %s', async (_, sent, code) => {
    expect(await refusal(await send(sent))).toEqual([400, code]);
  });
});
