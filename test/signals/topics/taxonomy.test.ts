import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTaxonomy, parseTaxonomy } from '../../../src/signals/topics/taxonomy.ts';

function taxonomyOf(...roots: readonly unknown[]) {
  return { name: 'test', version: 1, roots };
}

const tea = { slug: 'tea', label: 'Tea', description: 'green tea, black tea' };
const cars = { slug: 'cars', label: 'Cars', description: 'automobiles' };

test('loadTaxonomy() reads the built-in tree of three levels when no other is named', async () => {
  const { nodes, digest } = await loadTaxonomy();
  const atLevel = (level: number) => nodes.filter((node) => node.level === level).length;
  expect(atLevel(1)).toBeGreaterThanOrEqual(24);
  expect(nodes.length).toBeGreaterThanOrEqual(300);
  expect(atLevel(3)).toBeGreaterThan(90);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  for (const [index, { id, parent, root }] of nodes.entries()) {
    expect(parent ?? -1).toBeLessThan(index);
    const above = parent === undefined ? '' : `${nodes[parent]?.id}/`;
    expect(id.slice(0, above.length)).toBe(above);
    expect(nodes[root]?.id).toBe(id.split('/')[0]);
  }
});

test('parseTaxonomy() gives another digest when a description changes', () => {
  const before = parseTaxonomy(taxonomyOf(tea, cars), 'a');
  const after = parseTaxonomy(taxonomyOf({ ...tea, description: 'oolong' }, cars), 'a');
  expect(after.digest).not.toBe(before.digest);
});

test.each([
  ['a missing label', { ...tea, label: undefined }, 'the node tea (roots[0].label)'],
  [
    'a bad slug below',
    { ...tea, children: [{ ...cars, slug: 'Big Cars' }] },
    'the node tea/Big Cars (roots[0].children[0].slug): expected lower-case words',
  ],
  [
    'two children of one slug',
    { ...tea, children: [cars, cars] },
    'the node tea/cars is there twice',
  ],
  [
    'a fourth level',
    { ...tea, children: [{ ...tea, children: [{ ...tea, children: [tea] }] }] },
    'the node tea/tea/tea (roots[0].children[0].children[0]): Unrecognized key: "children"',
  ],
])('parseTaxonomy() names the node when there is %s', (_, root, message) => {
  expect(() => parseTaxonomy(taxonomyOf(root, cars), 'mine.json')).toThrow(message);
  expect(() => parseTaxonomy(taxonomyOf(root, cars), 'mine.json')).toThrow('mine.json');
});

test.each(['[]', '{', '{"name":"x","version":1,"roots":[]}', 'null'])(
  'loadTaxonomy() says what it expected when the file holds %s',
  async (content) => {
    const folder = await mkdtemp(join(tmpdir(), 'taxonomy-'));
    try {
      const path = join(folder, 'mine.json');
      await writeFile(path, content);
      await expect(loadTaxonomy(path)).rejects.toThrow(
        /Cannot (use|read) the taxonomy .*mine\.json/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
