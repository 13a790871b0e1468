import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSource } from '../../../src/ingest/sources.ts';
import { listing, temporaryFolder } from '../../fixtures/listing.ts';

async function jsonl(content: string, name = 'a.jsonl') {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), content);
  return { folder, ...(await listing(join(folder, name))) };
}

test('openSource() reads JSONL with its own types, lists and nested objects', async () => {
  const row = {
    id: 12,
    title: 'A hat',
    images: ['a.jpg', { url: 'https://x.example/b' }],
    tags: ['red', '#warm', 'red'],
    price: 3.5,
    sizes: ['S', 'M'],
    maker: { name: 'X', address: { city: 'Y' } },
    code: '001',
    missing: null,
  };
  const { items, problems, folder } = await jsonl(`\u{FEFF}${JSON.stringify(row)}\r\n\r\n`);
  expect(problems).toEqual([]);
  expect(items[0]).toMatchObject({
    id: '12',
    assets: [
      { kind: 'file', path: join(folder, 'a.jpg') },
      { kind: 'url', url: 'https://x.example/b' },
    ],
    text: { title: 'A hat', tags: ['red', 'warm'] },
  });
  expect(items[0]?.attributes).toEqual({
    price: 3.5,
    sizes: ['S', 'M'],
    'maker.name': 'X',
    'maker.address.city': 'Y',
    code: '001',
  });
});

test('openSource() reports bad lines alone and keeps their neighbours', async () => {
  const deep = `{"id":3,"title":"deep","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const { ids, codes } = await jsonl(
    [
      '{"id":1,"title":"a"}',
      '{"id":2,',
      '[1]',
      '"x"',
      deep,
      `{"id":4,"title":"b","list":["${'x'.repeat(2 << 20)}"]}`,
      '{"id":5,"title":"\\ud800\\u0000c","__proto__":{"x":1}}',
    ].join('\n'),
  );
  expect(ids).toEqual(['1', '3', '5']);
  expect(codes).toEqual([
    'bad-json: a.jsonl, line 2',
    'not-an-object: a.jsonl, line 3',
    'not-an-object: a.jsonl, line 4',
    'cell-too-large: a.jsonl, line 6',
  ]);
});

test('openSource() drops a line of more than 32 M characters and reads the next', async () => {
  const { ids, codes } = await jsonl(
    `{"id":1,"title":"a"}\n${'x'.repeat(33 << 20)}\n{"id":2,"title":"b"}`,
  );
  expect(ids).toEqual(['1', '2']);
  expect(codes).toEqual(['line-too-long: a.jsonl, line 2']);
});

test('openSource() makes text that every store takes', async () => {
  const { items } = await jsonl('{"id":1,"title":"a\\u0000b\\ud800","x":{"y":"\\udfff"}}');
  expect(items[0]).toMatchObject({
    text: { title: 'a\u{FFFD}b\u{FFFD}' },
    attributes: { 'x.y': '\u{FFFD}' },
  });
});

test('openSource() reads JSONL from standard input, wherever it is cut', async () => {
  const text = Buffer.from('{"id":"é1","image":"a.jpg"}\n{"id":"é2","image":"/abs/b.jpg"}\n');
  const bytes = [...text].map((byte) => Uint8Array.of(byte));
  const { items } = await listing('-', {}, bytes);
  expect(items).toMatchObject([
    { id: 'é1', origin: 'standard input, line 1', assets: [{ path: '/somewhere/a.jpg' }] },
    { id: 'é2', assets: [{ path: '/abs/b.jpg' }] },
  ]);
});

test('openSource() holds no more than it gives when standard input never ends', async () => {
  let sent = 0;
  let closed = false;
  async function* endless() {
    try {
      for (;;) yield Buffer.from(`{"id":${sent++},"title":"${'x'.repeat(2000)}"}\n`);
    } finally {
      closed = true;
    }
  }
  const effects = { stdin: endless, workingFolder: '/', skipped: () => undefined };
  let taken = 0;
  for await (const entry of (await openSource('-', {}, effects)).list()) {
    expect(entry.kind).toBe('item');
    if (++taken === 5000) break;
  }
  // A MiB is looked at to find the encoding, 200 rows to find the columns.
  expect(sent - taken).toBeLessThan(1000);
  expect(closed).toBe(true);
});

test('openSource() says which fields there are when standard input has no such one', async () => {
  const read = listing('-', { titleColumn: 'nope' }, ['{"id":1,"image":"a.jpg"}\n']);
  await expect(read).rejects.toMatchObject({
    code: 'missing-column',
    message: expect.stringContaining('"id", "image"'),
  });
});

test('openSource() reads a text file of URLs', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'list.txt');
  const long = `https://x.example/${'a'.repeat(2000)}.jpg`;
  await writeFile(
    path,
    `\u{FEFF}# pictures\r\nhttps://x.example/a.jpg\r\n\r\nnot a url\nhttp://[/\nhttps://x.example/a.jpg\n${long}\n`,
  );
  const { ids, codes } = await listing(path);
  expect(ids).toEqual(['https://x.example/a.jpg', expect.stringMatching(/^url-[0-9a-f]{24}$/)]);
  expect(codes).toEqual([
    'bad-url: list.txt, line 4',
    'bad-url: list.txt, line 5',
    'duplicate-id: list.txt, line 6',
  ]);
});
