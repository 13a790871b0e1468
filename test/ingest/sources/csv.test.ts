import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSource } from '../../../src/ingest/sources.ts';
import type { SourceOptions } from '../../../src/ingest/listed.ts';
import { listing, temporaryFolder } from '../../fixtures/listing.ts';

async function csv(content: string | Uint8Array, options: SourceOptions = {}, name = 'a.csv') {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), content);
  return { folder, ...(await listing(join(folder, name), options)) };
}

test('openSource() finds the columns of a CSV by name and content, and types the others', async () => {
  const { folder, items, problems } = await csv(
    'sku,Product Name,caption,keywords,picture,price,code,sold,since,note\n' +
      'p1,Red hat,A warm hat,"hat, red",img/1.jpg,12.5,00123,true,2024-03-01,x\n' +
      'p2,Blue hat,A cold hat,hat;blue,https://example.com/2.png,7,00456,FALSE,2024-03-02,\n',
  );
  expect(problems).toEqual([]);
  expect(items).toEqual([
    {
      kind: 'item',
      id: 'p1',
      origin: 'a.csv, line 2',
      assets: [{ kind: 'file', path: join(folder, 'img/1.jpg') }],
      text: { title: 'Red hat', description: 'A warm hat', tags: ['hat', 'red'] },
      attributes: { price: 12.5, code: '00123', sold: true, since: '2024-03-01', note: 'x' },
    },
    {
      kind: 'item',
      id: 'p2',
      origin: 'a.csv, line 3',
      assets: [{ kind: 'url', url: 'https://example.com/2.png' }],
      text: { title: 'Blue hat', description: 'A cold hat', tags: ['hat', 'blue'] },
      attributes: { price: 7, code: '00456', sold: false, since: '2024-03-02' },
    },
  ]);
});

test('openSource() takes several images of one cell in each spelling', async () => {
  const { items } = await csv(
    'id,images\n1,a.jpg|b.jpg\n2,"[""a.jpg"",""https://x.example/b?x=1|2""]"\n' +
      '3,https://x.example/a;v=1.jpg https://x.example/b.jpg\n4,"a, b.jpg"\n5,a.jpg;b.mp4\n',
  );
  expect(items.map((item) => item.assets.length)).toEqual([2, 2, 2, 1, 2]);
});

test('openSource() uses mapped columns, and keeps the others as attributes', async () => {
  const { items } = await csv('id,name,file,alt\n7,A,x.jpg,y.png\n', {
    idColumn: 'NAME',
    titleColumn: 'id',
    imageColumns: ['alt', 'file'],
  });
  expect(items[0]).toMatchObject({ id: 'A', text: { title: '7' }, attributes: {} });
  expect(items[0]?.assets.length).toBe(2);
});

test('openSource() says which columns there are when one is missing', async () => {
  await expect(csv('id,picture\n1,a.jpg\n', { titleColumn: 'headline' })).rejects.toMatchObject({
    code: 'missing-column',
    fault: 'input',
    message: expect.stringContaining('no column "headline". Its columns are "id", "picture".'),
  });
  await expect(csv('width,height\n1,2\n')).rejects.toMatchObject({
    code: 'no-content-column',
    message: expect.stringContaining('"width", "height"'),
  });
});

test('openSource() reports ragged rows alone and keeps their neighbours', async () => {
  const { ids, codes, problems } = await csv('id,title\n1,a\n2\n3,b,c\n4,d,,\n\n5,e\n');
  expect(ids).toEqual(['1', '4', '5']);
  expect(codes).toEqual(['ragged-row: a.csv, line 3', 'ragged-row: a.csv, line 4']);
  expect(problems[0]?.message).toContain('Expected 2 cells as in the header, got 1');
});

test('openSource() names both rows when two have one id, and keeps the first', async () => {
  const { items, problems } = await csv('id,title\n1,a\n2,b\n1,c\n');
  expect(items.map((item) => item.text.title)).toEqual(['a', 'b']);
  expect(problems).toMatchObject([
    {
      id: '1',
      code: 'duplicate-id',
      message: expect.stringMatching(/a\.csv, line 4 .* a\.csv, line 2/),
    },
  ]);
});

test('openSource() reads BOM, CRLF, quoted line ends and another delimiter', async () => {
  const { items } = await csv('\u{FEFF}id;title;price\r\n1;"two\r\nlines, here";1,5\r\n');
  expect(items[0]).toMatchObject({
    id: '1',
    text: { title: 'two\r\nlines, here' },
    attributes: { price: '1,5' },
  });
  const tab = await csv('id\ttitle\n1\ta,b\n', {}, 'a.tsv');
  expect(tab.items[0]?.text.title).toBe('a,b');
  const named = await csv('sep=|\nid|title\n1|a\n');
  expect(named.items[0]).toMatchObject({ id: '1', text: { title: 'a' } });
});

test('openSource() reads UTF-16 by its mark', async () => {
  const { items } = await csv(Buffer.from('\u{FEFF}id,title\n1,été\n', 'utf16le'));
  expect(items[0]?.text.title).toBe('été');
});

test('openSource() reads windows-1252 and says so once', async () => {
  const { items, codes } = await csv(Buffer.from('id,title\n1,caf\xe9\n2,na\xefve\n', 'latin1'));
  expect(items.map((item) => item.text.title)).toEqual(['café', 'naïve']);
  expect(codes).toEqual(['windows-1252: a.csv']);
});

test('openSource() replaces invalid UTF-8 and says so once', async () => {
  const broken = Buffer.concat([
    Buffer.from('id,title\n1,été '),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('\n2,plain\n3,'),
    Buffer.from([0xc3]),
    Buffer.from('\n'),
  ]);
  const { items, codes } = await csv(broken);
  expect(items.map((item) => item.text.title)).toEqual([
    'été \u{FFFD}\u{FFFD}',
    'plain',
    '\u{FFFD}',
  ]);
  expect(codes).toEqual(['invalid-utf8: a.csv']);
});

test('openSource() refuses a cell of 10 MB and keeps its neighbours', async () => {
  const { ids, problems } = await csv(`id,title\n1,a\n2,${'x'.repeat(10 << 20)}\n3,b\n`);
  expect(ids).toEqual(['1', '3']);
  expect(problems).toMatchObject([
    { id: '2', code: 'cell-too-large', message: expect.stringContaining('"title"') },
  ]);
});

test('openSource() types the problem of each bad row', async () => {
  const { ids, codes } = await csv(
    'id,image,title\n,a.jpg,x\n1,s3://bucket/a.jpg,x\n2,a.svg,x\n3,,\n4,a.jpg;b.svg,x\n' +
      `${'n'.repeat(1025)},a.jpg,x\n"a\nb",a.jpg,x\n5,a.jpg,x\n`,
    { imageColumns: ['image'] },
  );
  expect(ids).toEqual(['4', '5']);
  expect(codes).toEqual([
    'missing-id: a.csv, line 2',
    'unsupported-scheme: a.csv, line 3',
    'svg-refused: a.csv, line 4',
    'empty-row: a.csv, line 5',
    'svg-refused: a.csv, line 6',
    'bad-id: a.csv, line 7',
    'bad-id: a.csv, line 8',
  ]);
});

test('openSource() takes ids from paths, and else from the rows, when no column has them', async () => {
  expect((await csv('image\nx/a.jpg\nx/b.jpg\n')).ids).toEqual(['x/a.jpg', 'x/b.jpg']);
  const first = await csv('title,colour\nA hat,red\nA shoe,blue\n');
  const second = await csv('title,colour\nA shoe,blue\nA hat,red\n');
  expect(second.ids).toEqual(first.ids.toReversed());
});

test('openSource() takes a first line that names pictures for data', async () => {
  expect((await csv('a.jpg,red\nb.jpg,blue\n')).items).toMatchObject([
    { id: 'a.jpg', attributes: { column2: 'red' } },
    { id: 'b.jpg', attributes: { column2: 'blue' } },
  ]);
});

test('openSource() gives columns of one name different names, and harmless ones', async () => {
  const { items } = await csv('id,title,size,size,,__proto__\n1,a,2,3,4,5\n');
  expect(items[0]?.attributes).toEqual({ size: 2, size_2: 3, column5: 4 });
  expect(Object.getPrototypeOf(items[0]?.attributes)).toBe(Object.prototype);
});

test('openSource() says what may be read when a spec is nothing, or a file of another kind', async () => {
  await expect(openSource('/no/such/place')).rejects.toMatchObject({ code: 'no-such-source' });
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'a.bin'), 'hello');
  await expect(openSource(join(folder, 'a.bin'))).rejects.toMatchObject({ code: 'unknown-source' });
  const empty = await csv('');
  expect(empty.codes).toEqual(['empty-file: a.csv']);
});
