import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnSource } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { openSource } from '../../../src/ingest/sources.ts';
import { listing, temporaryFolder } from '../../fixtures/listing.ts';
import { jpeg } from '../../fixtures/web.ts';

async function parquet(columnData: ColumnSource[], options: object = {}): Promise<string> {
  const path = join(await temporaryFolder(), 'a.parquet');
  await writeFile(path, Buffer.from(parquetWriteBuffer({ columnData, ...options })));
  return path;
}

test('openSource() reads a Parquet file with its types, several row groups and lists', async () => {
  const count = 2500;
  const numbers = Array.from({ length: count }, (_, i) => i);
  const path = await parquet(
    [
      { name: 'id', data: numbers.map((i) => `p${i}`), type: 'STRING' },
      { name: 'image_url', data: numbers.map((i) => `https://x.example/${i}`), type: 'STRING' },
      { name: 'stock', data: numbers.map(BigInt), type: 'INT64' },
      { name: 'price', data: numbers.map((i) => i / 2), type: 'DOUBLE' },
      { name: 'sold', data: numbers.map((i) => i % 2 === 0), type: 'BOOLEAN' },
      { name: 'at', data: numbers.map(() => new Date('2024-03-01T10:00:00Z')), type: 'TIMESTAMP' },
    ],
    { rowGroupSize: 1000 },
  );
  const { items, problems } = await listing(path);
  expect(problems).toEqual([]);
  expect(items.length).toBe(count);
  expect(items[2499]).toMatchObject({
    id: 'p2499',
    origin: 'a.parquet, row 2500',
    assets: [{ kind: 'url', url: 'https://x.example/2499' }],
    attributes: { stock: 2499, price: 1249.5, sold: false, at: '2024-03-01T10:00:00.000Z' },
  });
  expect(await (await openSource(path)).count?.()).toBe(count);
});

test('openSource() takes pictures from a column of bytes', async () => {
  const picture = await jpeg(32);
  const path = await parquet([
    { name: 'id', data: ['a', 'b'], type: 'STRING' },
    { name: 'image', data: [new Uint8Array(picture), undefined], type: 'BYTE_ARRAY' },
    { name: 'title', data: ['A', 'B'], type: 'STRING' },
  ]);
  const { items } = await listing(path);
  const [asset] = items[0]?.assets ?? [];
  expect(asset?.kind === 'bytes' && Buffer.compare(await asset.bytes(), picture)).toBe(0);
  expect(items[1]).toMatchObject({ id: 'b', assets: [] });
});

test('openSource() names a column that cannot be read and keeps the others', async () => {
  const path = await parquet(
    [
      { name: 'id', data: ['a', 'b'] },
      { name: 'title', data: ['A', 'B'] },
      { name: 'span', data: [new Uint8Array(12), new Uint8Array(12)] },
      { name: 'blob', data: [new Uint8Array([0, 255]), new Uint8Array([0, 254])] },
    ],
    {
      schema: [
        { name: 'root', num_children: 4 },
        { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
        { name: 'title', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
        {
          name: 'span',
          type: 'FIXED_LEN_BYTE_ARRAY',
          type_length: 12,
          converted_type: 'INTERVAL',
          repetition_type: 'REQUIRED',
        },
        { name: 'blob', type: 'BYTE_ARRAY', repetition_type: 'REQUIRED' },
      ],
    },
  );
  const { items, problems } = await listing(path);
  expect(items.map((item) => item.text.title)).toEqual(['A', 'B']);
  expect(problems).toMatchObject([
    { code: 'unsupported-column', message: expect.stringContaining('"blob"') },
    { code: 'unsupported-column', message: expect.stringContaining('"span"') },
  ]);
});

test('openSource() refuses a Parquet file that is cut off, and one that is none', async () => {
  const path = await parquet([{ name: 'id', data: ['a'], type: 'STRING' }]);
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length - 20));
  await expect(listing(path)).rejects.toMatchObject({ code: 'bad-parquet', fault: 'input' });
  await writeFile(path, 'id,title\n1,a\n');
  await expect(listing(path)).rejects.toMatchObject({ code: 'bad-parquet' });
});

test('openSource() names each damaged column when pages are overwritten', async () => {
  const path = await parquet([
    { name: 'id', data: Array.from({ length: 500 }, (_, i) => `id ${i}`), type: 'STRING' },
    { name: 'title', data: Array.from({ length: 500 }, (_, i) => `title ${i}`), type: 'STRING' },
  ]);
  const bytes = await readFile(path);
  bytes.fill(0xff, 4, 60);
  await writeFile(path, bytes);
  const { problems } = await listing(path, { idColumn: 'title', titleColumn: 'title' });
  expect(problems[0]).toMatchObject({
    code: 'unsupported-column',
    message: expect.stringContaining('"id"'),
  });
});
