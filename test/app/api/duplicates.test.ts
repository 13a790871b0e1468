import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { duplicatesSchema, problemSchema } from '../../../src/contracts/api.ts';
import { duplicateCheckSchema } from '../../../src/contracts/duplicate-check.ts';
import { clothingPhotos, copyInto } from '../../fixtures/catalogue.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { serve, type Served } from '../../fixtures/served.ts';

const data = dataFolder() ?? '';
const copies = ['aaa-orig.jpg', 'high-contrast.jpg', 'shrink-a-lot.jpg'].map(
  (name) => `pdq/bridge-mods/${name}`,
);

describe.skipIf(data === '')(`POST /v1/duplicates ${withoutData}`, () => {
  let served: Served;
  let photo: string;
  beforeAll(async () => {
    served = await serve();
    [photo = ''] = await clothingPhotos(data, 1);
    const folder = join(served.folder, 'pictures');
    await copyInto(folder, data, [...copies, photo]);
    await readInto(served, folder);
  }, 120_000);
  afterAll(() => served.close());

  const post = (body: NonNullable<RequestInit['body']>, type?: string, query = '') =>
    served.ask(`/v1/duplicates${query}`, {
      method: 'POST',
      body,
      ...(type !== undefined && { headers: { 'content-type': type } }),
    });
  const checked = async (response: Response) => duplicateCheckSchema.parse(await response.json());
  const membersOf = ({ cluster }: Awaited<ReturnType<typeof checked>>) =>
    cluster?.items.map(({ id }) => id).toSorted();

  test('answers for bytes with the cluster that GET gives of the item', async () => {
    const listed = duplicatesSchema.parse(
      await served.json(`/v1/duplicates?item=${encodeURIComponent(copies[0] ?? '')}`),
    );
    expect(listed.clusters[0]?.items.map(({ id }) => id).toSorted()).toEqual(copies);
    for (const copy of copies) {
      const found = await checked(await post(await readFile(join(data, copy)), 'image/jpeg'));
      expect(found).toMatchObject({ isDuplicate: true, cluster: { id: listed.clusters[0]?.id } });
      expect(membersOf(found)).toEqual(copies);
      expect(found.trace).toBeUndefined();
    }
  });

  test('takes a form, an item, and bytes of something that is not there', async () => {
    const original = await readFile(join(data, 'pdq', 'bridge-1-original.jpg'));
    const form = new FormData();
    form.append('picture', new Blob([original]), 'a.jpg');
    const byForm = await checked(await post(form));
    expect(membersOf(byForm)).toEqual(copies);
    const byItem = await checked(
      await post(JSON.stringify({ item: copies[1] }), 'application/json', '?explain=true'),
    );
    expect(membersOf(byItem)).toEqual(copies.filter((copy) => copy !== copies[1]));
    expect(byItem.trace?.map(({ stage }) => stage)).toContain('hydrate');
    const other = await checked(
      await post(await readFile(join(data, 'pdq', 'q0122.jpg')), 'application/octet-stream'),
    );
    expect(other).toMatchObject({ isDuplicate: false, cluster: null });
    expect(other.comparisons).toHaveLength(1);
  });

  test('is printed by the command line', async () => {
    const { context, folder } = served;
    const options = { home: folder, env: { DATABASE_URL: context.databaseUrl } };
    const image = join(data, 'pdq', 'bridge-1-original.jpg');
    const said = await runCli(['duplicates', '--image', image], options);
    expect(said.stdout).toMatch(/^A near-duplicate: .* with 3 items of the catalogue\.$/m);
    expect(said.stdout).toMatch(/^ {2}yes {2}pdq\/bridge-mods\/.*bits of the hashes differ/m);
    const both = await runCli(['duplicates', photo, '--image', image], options);
    expect(both.stderr).toMatch(/Expected an item or --image/);
  }, 60_000);

  test.each([
    ['', 'image/jpeg', 400, 'no-picture'],
    ['no picture at all', 'image/jpeg', 400, 'wrong-type'],
    ['{}', 'application/json', 400, 'invalid-request'],
    ['{"item": "a", "url": "https://b.example/"}', 'application/json', 400, 'invalid-request'],
    ['{"item": "nobody"}', 'application/json', 404, 'no-item'],
    ['{"url": "http://127.0.0.1:9/a.jpg"}', 'application/json', 400, 'private-address'],
    ['words', 'text/plain', 415, 'unsupported-media-type'],
  ])('refuses %j as %s with %i %s', async (body, type, status, code) => {
    const response = await post(body, type);
    const { code: said } = problemSchema.parse(await response.json());
    expect([response.status, said]).toEqual([status, code]);
  });
});
