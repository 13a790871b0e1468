import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSource } from '../../../src/ingest/sources.ts';

test('openSource() says what the columns of a table are taken for, and which role has none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'understory-columns-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'produkte.csv');
  await writeFile(path, 'SKU;Produktname;Bilder;Preis\nA-1;Kleid;a.jpg,b.jpg;49,90\n');
  expect((await openSource(path)).columns).toBe(
    'id: "SKU"; pictures and videos: "Bilder"; title: none (--title-column); ' +
      'description: none (--description-column); tags: none (--tags-column); ' +
      'attributes: "Produktname", "Preis"',
  );
  const told = await openSource(path, { titleColumn: 'produktname' });
  expect(told.columns).toContain('title: "Produktname"');
  expect((await openSource(folder)).columns).toBeUndefined();
});
