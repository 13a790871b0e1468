import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkTree } from '../../scripts/layers/check-tree.ts';
import { readImports } from '../../scripts/layers/read-imports.ts';

const roots: string[] = [];

afterEach(async () => {
  await Promise.all(roots.splice(0).map((root) => rm(root, { recursive: true })));
});

async function objectionsTo(tree: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'layers-'));
  roots.push(root);
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const { objections } = await checkTree(root);
  return objections.map(({ path, line, message }) => `${path}:${line}: ${message}`);
}

describe('checkTree()', () => {
  it('accepts a tree that keeps to its layers', async () => {
    const tree = {
      'src/contracts/item.ts': "import { z } from 'zod';\nexport const item = z.string();\n",
      'src/base/clock.ts': "import type { item } from '../contracts/item.ts';\n",
      'src/app/context.ts':
        "import '../base/clock.ts';\nimport a from '../../package.json' with { type: 'json' };\n",
      'src/index.ts': "export * from './app/context.ts';\n",
      'console/main.tsx':
        "import './ui/base.css';\nimport { item } from '../src/contracts/item.ts';\n",
      'console/ui/base.css': 'body {}\n',
    };
    expect(await objectionsTo(tree)).toEqual([]);
  });

  it('objects to every way of importing from a later folder', async () => {
    const objections = await objectionsTo({
      'src/base/bad.ts': [
        "import { a } from '../storage/a.ts';",
        "import type { B } from '../storage/b.ts';",
        "export * from '../storage/c.ts';",
        "export { d } from '../storage/d.ts';",
        "const e = import('../storage/e.ts');",
        "type F = import('../storage/f.ts').F;",
        "const g = new Worker(new URL('../storage/g.ts', import.meta.url));",
        "// import '../storage/h.ts';",
        'const i = "import \'../storage/i.ts\';";',
      ].join('\n'),
    });
    expect(objections.map((objection) => objection.split(' ')[0])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((line) => `src/base/bad.ts:${line}:`),
    );
    expect(objections[0]).toContain('base comes before storage and may not import from it');
  });

  it('objects to a folder without a place and to imports from outside of src', async () => {
    const objections = await objectionsTo({
      'src/extras/new.ts': '',
      'src/base/tested.ts': "import '../../test/fixtures/data.ts';\n",
      'src/contracts/whole.ts': "import '../index.ts';\n",
    });
    expect(objections).toEqual([
      'src/base/tested.ts:1: src may not import from outside of it: ../../test/fixtures/data.ts',
      expect.stringContaining('contracts comes before the files of src itself'),
      expect.stringContaining('src/extras is not on the list of layers'),
    ]);
  });

  it('keeps the console to contracts and its features apart', async () => {
    const objections = await objectionsTo({
      'console/features/item/view.tsx': [
        "import '../explore/catalogue.tsx';",
        "import '../../../src/base/clock.ts';",
        "import './layers.tsx';",
        "import '../../ui/bar.tsx';",
      ].join('\n'),
    });
    expect(objections).toEqual([
      expect.stringContaining(
        'view.tsx:1: the feature item may not import from the feature explore',
      ),
      expect.stringContaining('view.tsx:2: the console may import only src/contracts and itself'),
    ]);
  });

  it('objects to long files and to names that say nothing', async () => {
    const objections = await objectionsTo({
      'src/base/long.ts': '// line\n'.repeat(401),
      'src/base/full.ts': '// line\n'.repeat(400),
      'src/media/image-utils.ts': '',
      'test/helpers/a.ts': '',
      'console/ui/Bar.tsx': '',
    });
    expect(objections).toEqual([
      'console/ui/Bar.tsx:1: names are kebab-case: a-z, 0-9 and -',
      expect.stringContaining('src/base/long.ts:401: 401 lines, at most 400'),
      expect.stringContaining('image-utils.ts:1: "utils" says nothing of what is inside'),
      expect.stringContaining('test/helpers/a.ts:1: "helpers" says nothing'),
    ]);
  });
});

describe('readImports()', () => {
  it('throws when the text is not TypeScript', () => {
    expect(() => readImports('src/base/broken.ts', 'const = 1;')).toThrow(SyntaxError);
  });
});
