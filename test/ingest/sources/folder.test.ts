import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seteuid } from 'node:process';
import { expect, test } from 'vitest';
import { readAsset } from '../../../src/ingest/fetch/read-asset.ts';
import { openSource } from '../../../src/ingest/sources.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { listing, temporaryFolder } from '../../fixtures/listing.ts';
import { jpeg } from '../../fixtures/web.ts';

async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

test('openSource() lists a folder in people’s order with paths as ids and folders as attributes', async () => {
  const folder = await folderOf({
    'img10.jpg': 'x',
    'img2.JPG': 'x',
    'b/clip.mp4': 'x',
    'a/deep/ünï.png': 'x',
    '.hidden.jpg': 'x',
    '.git/x.jpg': 'x',
    'paper.pdf': 'x',
    Makefile: 'x',
  });
  const { items, problems, ids } = await listing(folder);
  expect(problems).toEqual([]);
  expect(ids).toEqual(['img2.JPG', 'img10.jpg', 'a/deep/ünï.png', 'b/clip.mp4']);
  expect(items.map((item) => item.attributes)).toEqual([
    {},
    {},
    { folder: 'a/deep' },
    { folder: 'b' },
  ]);
  expect(items[0]?.assets).toEqual([{ kind: 'file', path: join(folder, 'img2.JPG') }]);
  expect(await (await openSource(folder)).count?.()).toBe(4);
});

test('openSource() tells which kinds of files it skipped', async () => {
  const folder = await folderOf({ 'a.jpg': 'x', 'a.pdf': 'x', 'b.PDF': 'x', LICENSE: 'x' });
  const skipped: string[] = [];
  const effects = {
    stdin: async function* () {},
    workingFolder: folder,
    skipped: (extension: string) => void skipped.push(extension),
  };
  for await (const entry of (await openSource('.', {}, effects)).list())
    expect(entry.kind).toBe('item');
  expect(skipped.toSorted()).toEqual(['', '.pdf', '.pdf']);
});

test('openSource() joins sidecars to their pictures and lists other texts as items', async () => {
  const folder = await folderOf({
    'a.jpg': 'x',
    'a.txt': '# A cat\n\nOn the mat.\n',
    'a.json': '{"title":"Said in JSON","keywords":"cat, mat","camera":{"lens":50},"iso":100}',
    'b.jpg': 'x',
    'b.jpg.json': '{"caption":"B"}',
    'c.jpg': 'x',
    'c.json': '{"title":',
    'story.md': '## A story\nOnce.',
    'blank.txt': ' \n',
    'binary.txt': Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x10]),
    'big.txt': 'x'.repeat((1 << 20) + 1),
    'latin.txt': Buffer.from('caf\xe9', 'latin1'),
  });
  const { items, problems } = await listing(folder);
  const byId = new Map(items.map((item) => [item.id, item]));
  expect(byId.get('a.jpg')).toMatchObject({
    text: { title: 'Said in JSON', description: 'On the mat.', tags: ['cat', 'mat'] },
    attributes: { 'camera.lens': 50, iso: 100 },
  });
  expect(byId.get('b.jpg')?.text).toEqual({ description: 'B', tags: [] });
  expect(byId.get('c.jpg')?.text).toEqual({ tags: [] });
  expect(byId.get('story.md')).toMatchObject({
    assets: [],
    text: { title: 'A story', description: 'Once.' },
  });
  expect(byId.get('latin.txt')?.text.title).toBe('café');
  expect(problems.map(({ id, code }) => `${id}: ${code}`).toSorted()).toEqual([
    'big.txt: text-too-large',
    'binary.txt: not-text',
    'blank.txt: empty-file',
    'c.jpg: sidecar-invalid',
  ]);
});

test('openSource() refuses SVG by name', async () => {
  const { ids, codes } = await listing(await folderOf({ 'a.svg': '<svg/>', 'b.jpg': 'x' }));
  expect(ids).toEqual(['b.jpg']);
  expect(codes).toEqual(['svg-refused: a.svg']);
});

test('openSource() ends when links lead in circles, and reads each real folder once', async () => {
  const folder = await folderOf({ 'real/a.jpg': 'x', 'z/b.jpg': 'x' });
  await symlink(folder, join(folder, 'real', 'up'));
  await symlink('/', join(folder, 'everything'));
  await symlink(join(folder, 'z'), join(folder, 'a-link'));
  await symlink(join(folder, 'self'), join(folder, 'self'));
  await symlink(join(folder, 'gone.jpg'), join(folder, 'dangling.jpg'));
  await symlink(join(folder, 'real', 'a.jpg'), join(folder, 'picture.jpg'));
  const { ids, codes } = await listing(folder);
  expect(ids).toEqual(['picture.jpg', 'real/a.jpg', 'z/b.jpg']);
  expect(codes.toSorted()).toEqual([
    'symlink-loop: a-link',
    'symlink-loop: everything',
    'symlink-loop: self',
    'symlink-loop: up',
    'unreadable: dangling.jpg',
  ]);
});

test('openSource() follows a link to a folder elsewhere', async () => {
  const elsewhere = await folderOf({ 'a.jpg': 'x' });
  const folder = await folderOf({ 'b.jpg': 'x' });
  await symlink(elsewhere, join(folder, 'far'));
  expect((await listing(folder)).ids).toEqual(['b.jpg', 'far/a.jpg']);
});

test.runIf(process.platform === 'linux')(
  'openSource() gives names that are not UTF-8 valid, stable, different ids that can be read',
  async () => {
    const picture = await jpeg();
    const folder = await temporaryFolder();
    const names = [
      [0x61, 0xff],
      [0x61, 0xfe],
      [0x61, 0x0a],
    ];
    for (const name of names) {
      const path = Buffer.concat([
        Buffer.from(`${folder}/`),
        Buffer.from(name),
        Buffer.from('.jpg'),
      ]);
      await writeFile(path, picture);
    }
    const { items, problems, ids } = await listing(folder);
    expect(problems).toEqual([]);
    expect(new Set(ids).size).toBe(3);
    expect(ids).toEqual((await listing(folder)).ids);
    for (const item of items) {
      expect(item.id).toMatch(/^a\u{FFFD}\.jpg~[0-9a-f]{12}$/u);
      const [asset] = item.assets;
      expect(asset && (await readAsset(asset))).toHaveProperty('path');
    }
  },
);

test('openSource() shortens a path of over 1,024 characters to a valid id', async () => {
  const long = Array.from({ length: 6 }, (_, i) => `${i}`.repeat(200)).join('/');
  const { ids } = await listing(await folderOf({ [`${long}/a.jpg`]: 'x', [`${long}/b.jpg`]: 'x' }));
  expect(ids.every((id) => id.length <= 1024)).toBe(true);
  expect(new Set(ids).size).toBe(2);
});

test.runIf(process.platform !== 'win32')(
  'openSource() reports a folder that it may not look into and reads the others',
  async () => {
    const folder = await folderOf({ 'a/x.jpg': 'x', 'b/y.jpg': 'x' });
    await chmod(join(folder, 'a'), 0);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) {
      await chown(folder, 65534, 65534);
      seteuid?.(65534);
    }
    try {
      const { ids, codes } = await listing(folder);
      expect(ids).toEqual(['b/y.jpg']);
      expect(codes).toEqual(['unreadable-folder: a']);
    } finally {
      if (isRoot) seteuid?.(0);
      await chmod(join(folder, 'a'), 0o700);
    }
  },
);

test.runIf(process.platform === 'linux')(
  'readAsset() types what is wrong with a file',
  async () => {
    const folder = await folderOf({
      'empty.jpg': '',
      'page.jpg': '<html>hello</html>',
      'drawing.png': '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
      'wrong.png': await jpeg(),
      'dir.jpg/x': 'x',
    });
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    const read = (name: string) => readAsset({ kind: 'file', path: join(folder, name) });
    await expect(read('empty.jpg')).rejects.toMatchObject({ code: 'empty-file' });
    await expect(read('page.jpg')).rejects.toMatchObject({ code: 'wrong-type' });
    await expect(read('drawing.png')).rejects.toMatchObject({ code: 'svg-refused' });
    await expect(read('none.jpg')).rejects.toMatchObject({ code: 'missing-file' });
    await expect(read('dir.jpg')).rejects.toMatchObject({ code: 'not-a-file' });
    await expect(read('pipe.jpg')).rejects.toMatchObject({ code: 'not-a-file' });
    await expect(read('wrong.png')).resolves.toEqual({ path: join(folder, 'wrong.png') });
    const small = { maxImageBytes: 10, maxVideoBytes: 10 };
    const large = readAsset({ kind: 'file', path: join(folder, 'wrong.png') }, undefined, small);
    await expect(large).rejects.toMatchObject({ code: 'too-large' });
  },
);

const data = dataFolder();
test.skipIf(data === undefined)(
  `openSource() lists 1,000 photos of clothes ${withoutData}`,
  async () => {
    const { items, problems } = await listing(join(data ?? '', 'clothing'));
    expect(problems).toEqual([]);
    expect(items.length).toBeGreaterThanOrEqual(1000);
  },
);
