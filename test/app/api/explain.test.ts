import { mkdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { searchResultsSchema } from '../../../src/contracts/api.ts';
import { indexesSchema } from '../../../src/contracts/nearest.ts';
import { sweepIndexes } from '../../../src/extraction/deletion/sweep-indexes.ts';
import { verifyDeleted } from '../../../src/extraction/deletion/verify.ts';
import { readVersions } from '../../../src/extraction/versions/versions.ts';
import { listAllIndexes } from '../../../src/storage/indexes/items-of-index.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { writeSmallCatalogue } from './small-catalogue.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
  await readInto(served, await writeSmallCatalogue(served.folder));
}, 60_000);
afterAll(() => served.close());

const search = async (body: object) =>
  searchResultsSchema.parse(await served.json('/v1/search', body));
const idsOf = ({ results }: z.infer<typeof searchResultsSchema>) => results.map(({ id }) => id);

describe('explain', () => {
  test('says of a search which way was taken in each version, and why', async () => {
    const found = await vi.waitFor(
      async () => {
        const answer = await search({ item: 'apple-red', explain: true, limit: 5 });
        // Until the vectors are in memory the table itself is searched.
        expect(answer.explain?.[0]?.vectors).toBeGreaterThan(0);
        return answer;
      },
      { timeout: 20_000 },
    );
    expect(found.results[0]?.id).toBe('apple-green');
    expect(found.explain).toEqual([
      expect.objectContaining({
        signal: 'image_embedding@1',
        path: 'exact',
        planned: 'exact',
        inGraph: 0,
        matching: null,
        behind: false,
        reason: expect.stringMatching(/vectors are compared: there is no graph/),
      }),
      expect.objectContaining({ signal: 'crop_embedding@1' }),
    ]);
    expect((await search({ item: 'apple-red' })).explain).toBeUndefined();
    const text = await search({ text: 'fruit to eat', explain: true });
    expect(text.explain).toMatchObject([{ signal: 'text_embedding@1', path: 'exact' }]);
  });

  test('says it of related items, by a query of the address', async () => {
    const answer = await served.json('/v1/related/apple-red?explain=true&limit=3');
    const { explain } = searchResultsSchema.parse(answer);
    expect(explain?.map(({ signal }) => signal)).toEqual(
      expect.arrayContaining(['image_embedding@1', 'text_embedding@1']),
    );
  });

  test('is printed by the command line', async () => {
    const { context, folder } = served;
    const env = { DATABASE_URL: context.databaseUrl };
    const args = ['search', '--item', 'apple-red', '--explain'];
    const said = await runCli(args, { home: folder, env });
    expect(said.stderr).toMatch(/image_embedding@1: exact, because .* vectors are/);
    const json = await runCli([...args, '--facet', 'attribute.shelf:animals', '--json'], {
      home: folder,
      env,
    });
    const { results, explain } = searchResultsSchema
      .pick({ results: true, explain: true })
      .parse(JSON.parse(json.stdout));
    expect(results.map(({ id }) => id).toSorted()).toEqual(['cat', 'chien/été 🐕']);
    expect(explain?.[0]?.matching).toBe(2);
  }, 60_000);
});

describe('filters of a search', () => {
  test('leave nothing but what matches, whatever is searched with', async () => {
    const facet = ['attribute.shelf:animals'];
    for (const query of [{ item: 'apple-red' }, { text: 'a red apple' }, { text: 'pet' }]) {
      const found = idsOf(await search({ ...query, facet, explain: true }));
      expect(found.filter((id) => id !== 'cat' && id !== 'chien/été 🐕')).toEqual([]);
    }
    expect(idsOf(await search({ item: 'apple-red', facet }))).toHaveLength(2);
    expect(idsOf(await search({ item: 'apple-red', facet: ['attribute.shelf:none'] }))).toEqual([]);
    expect(idsOf(await search({ item: 'apple-red', minQuality: 1 }))).toEqual([]);
    const related = await served.json(`/v1/related/apple-red?facet=${facet.join()}`);
    expect(idsOf(searchResultsSchema.parse(related)).toSorted()).toEqual(['cat', 'chien/été 🐕']);
  });
});

describe('GET /v1/indexes', () => {
  test('says what is held of each version that was searched, as the metrics do', async () => {
    const { indexes, recall } = indexesSchema.parse(await served.json('/v1/indexes'));
    expect(indexes.map(({ signal }) => signal)).toContain('image_embedding@1');
    expect(indexes[0]?.vectors).toBeGreaterThan(5);
    expect(recall).toEqual([]);
    const metrics = await (await served.ask('/metrics')).text();
    expect(metrics).toMatch(
      /understory_index_vectors\{signal="image_embedding@1",part="all"\} \d+/,
    );
  });
});

describe('a saved index', () => {
  test('goes when an item that it holds goes, and until then is found by a search for traces', async () => {
    const { context } = served;
    const { registry } = await readVersions(context.db);
    expect(await context.indexes.build('image_embedding@1', registry)).toBe(true);
    expect(await listAllIndexes(context.home.indexes)).toHaveLength(1);
    expect(await sweepIndexes(context.home.indexes, context.db)).toBe(0);
    await mkdir(join(context.home.indexes, 'of no version'), { recursive: true });
    const { stores } = await verifyDeleted('cat', context);
    const traces = stores.find(({ store }) => store === 'indexes');
    expect(traces?.found).toHaveLength(1);
    await context.db.deleteFrom('items').where('id', '=', 'cat').execute();
    expect(await sweepIndexes(context.home.indexes, context.db)).toBe(1);
    expect(await listAllIndexes(context.home.indexes)).toEqual([]);
  });

  test('goes with a deletion where nobody can tell whose rows it holds', async () => {
    const { context } = served;
    const { registry } = await readVersions(context.db);
    await context.indexes.build('image_embedding@1', registry);
    const [saved] = await listAllIndexes(context.home.indexes);
    const keys = join(saved?.folder ?? '', 'keys.bin');
    await truncate(keys, (await stat(keys)).size - 1);
    const { stores } = await verifyDeleted('cat', context);
    const traces = stores.find(({ store }) => store === 'indexes');
    expect(traces).toMatchObject({ found: [], unproven: [expect.stringContaining('keys of')] });
    expect(await sweepIndexes(context.home.indexes, context.db)).toBe(1);
  });

  test('is of an embedding only', async () => {
    const { context } = served;
    const { registry } = await readVersions(context.db);
    expect(() => context.indexes.of('palette@1', registry)).toThrow(
      expect.objectContaining({ fault: 'input', code: 'no-embedding' }),
    );
  });
});
