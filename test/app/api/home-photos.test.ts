import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { homeAnswerSchema, interestsSchema } from '../../../src/contracts/home.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { serve, type Served } from '../../fixtures/served.ts';

const data = dataFolder();
const photos = 8;

describe.skipIf(data === undefined)(`a person who saves real photos ${withoutData}`, () => {
  let served: Served;
  const saved: string[] = [];
  beforeAll(async () => {
    served = await serve();
    const source = join(served.folder, 'photos');
    for (const kind of ['dress', 'hat', 'shoes']) {
      const folder = join(data ?? '', 'clothing', kind);
      await mkdir(join(source, kind), { recursive: true });
      const names = (await readdir(folder)).toSorted().slice(0, photos);
      for (const name of names) await cp(join(folder, name), join(source, kind, name));
      if (kind !== 'shoes') saved.push(...names.slice(0, 4).map((name) => `${kind}/${name}`));
    }
    await readInto(served, source);
    await served.json('/v1/events', {
      events: saved.map((item) => ({ id: item, user: 'ada', item, kind: 'save' })),
    });
  }, 120_000);
  afterAll(() => served.close());

  const kindOf = (id: string) => id.split('/')[0] ?? '';

  test('of dresses and hats has interests of the one and of the other', async () => {
    const shown = interestsSchema.parse(await served.json('/v1/home/ada/interests'));
    const kinds = shown.interests.map(({ medoid }) => kindOf(medoid.id));
    expect(new Set(kinds)).toEqual(new Set(['dress', 'hat']));
    const pure = shown.interests.flatMap(({ medoid, items }) =>
      items.filter(({ card }) => kindOf(card.id) === kindOf(medoid.id)),
    );
    expect(pure.length / saved.length).toBeGreaterThanOrEqual(0.75);
  });

  test('is fed dresses and hats, each because of one that was saved', async () => {
    const path = '/v1/home/ada?seed=2&limit=100';
    const { results } = homeAnswerSchema.parse(await served.json(path));
    // Those that chance or newness brought may be of any kind.
    const fed = results.filter(({ route }) => route === 'interest').slice(0, 8);
    const kinds = fed.map(({ id }) => kindOf(id));
    expect(kinds).toContain('dress');
    expect(kinds).toContain('hat');
    for (const { why } of fed)
      expect(saved).toContain(why.match(/^because you saved “(.*)”$/)?.[1]);
    for (const { id } of results) expect(saved).not.toContain(id);
  });
});
