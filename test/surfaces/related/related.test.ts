import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEvents } from '../../../src/engagement/record-events.ts';
import { openVectorIndexes } from '../../../src/retrieval/indexes/vector-indexes.ts';
import { findRelated, type RelatedOptions } from '../../../src/surfaces/related/related.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { putDescribed } from './described-items.ts';

/**
 * A shop of things whose pictures are corners of a space of few directions: `dress-1` … are alike,
 * shoes of another kind, and so on.
 */
let installation: Installation;
let close: () => Promise<void>;
let related: (id: string, options?: Partial<RelatedOptions>) => ReturnType<typeof findRelated>;

beforeAll(async () => {
  installation = await openInstallation();
  const indexes = openVectorIndexes({ ...installation, indexes: installation.home.indexes });
  close = async () => {
    await indexes.close();
    await installation.close();
  };
  const stores = { ...installation, indexes };
  related = (id, options = {}) =>
    findRelated(id, { by: 'all', lambda: 1, limit: 10, explain: true, ...options }, { stores });

  const dresses = ['fashion', 'fashion/clothing', 'fashion/clothing/dresses-and-skirts'];
  const shoes = ['fashion', 'fashion/clothing', 'fashion/clothing/shoes'];
  await putDescribed(installation, [
    { id: 'dress-1', looks: [1, 0.1, 0], title: 'Linen summer dress', topics: dresses, hue: 0 },
    { id: 'dress-2', looks: [1, 0.2, 0], title: 'Linen evening dress', topics: dresses, hue: 0 },
    { id: 'dress-3', looks: [1, 0.4, 0], title: 'Wrap dress', topics: dresses, hue: 120 },
    { id: 'copy', looks: [1, 0.1, 0.01], title: 'Linen summer dress', cluster: 'dress-1' },
    { id: 'dress-4', looks: [1, 0.21, 0], title: 'Silk dress', cluster: 'pair', topics: dresses },
    { id: 'dress-5', looks: [1, 0.22, 0], title: 'Silk dress', cluster: 'pair', topics: dresses },
    { id: 'unsafe', looks: [1, 0.1, 0.02], title: 'Linen summer dress', safety: 'unsafe' },
    { id: 'shoes-red', looks: [0, 1, 0.2], title: 'Summer shoes', topics: shoes, hue: 5 },
    { id: 'shoes-green', looks: [0, 1, 0.1], title: 'Walking shoes', topics: shoes, hue: 120 },
    { id: 'lamp', looks: [0, 0, 1], title: 'Linen lamp', objects: ['book'] },
    ...Array.from({ length: 30 }, (_, at) => ({
      id: `other-${at}`,
      looks: [-1, 0.03 * at, 0.5] as const,
      title: `Thing ${at}`,
    })),
  ]);
  await installation.db
    .updateTable('items')
    .set({ cluster: 'dress-1' })
    .where('id', '=', 'dress-1')
    .execute();
}, 60_000);
afterAll(() => close());

const idsOf = ({ results }: Awaited<ReturnType<typeof findRelated>>) => results.map(({ id }) => id);

describe('findRelated()', () => {
  test('by look finds what looks alike, without the item, its copies and what is unsafe', async () => {
    const found = await related('dress-1', { by: 'look', limit: 3 });
    expect(idsOf(found)).toEqual(['dress-2', 'dress-4', 'dress-3']);
    expect(found.results[0]?.why).toBe('it looks alike (1.00)');
    expect(found.versions).toMatchObject({ image_embedding: 1 });
    expect(found.results[1]?.because).toMatchObject({
      scores: [
        { stage: 'candidates', name: 'looks', signal: 'image_embedding@1' },
        { stage: 'rank', name: 'fusion', signal: null },
      ],
      rules: ['1 copy of it left out'],
    });
  });

  test('by topic finds what shares rare phrases before what shares common ones', async () => {
    const found = await related('dress-1', { by: 'topic' });
    // “Linen” is of fewer items than “dress”, and topics tie the dresses.
    expect(idsOf(found)[0]).toBe('dress-2');
    expect(found.results[0]?.why).toContain('“linen”');
    expect(idsOf(found)).toContain('lamp');
    expect(idsOf(found)).not.toContain('other-3');
    const phrases = found.results.find(({ id }) => id === 'lamp')?.because?.scores[0];
    expect(phrases).toMatchObject({ name: 'phrases', signal: 'keyphrases@1' });
  });

  test('complementary is of the same interest but another kind, and of colours that go together', async () => {
    const found = await related('dress-1', { by: 'complementary', limit: 2 });
    expect(idsOf(found)).toEqual(['shoes-red', 'shoes-green']);
    const harmony = found.results.map(
      ({ because }) => because?.scores.find(({ name }) => name === 'colours')?.value ?? -1,
    );
    expect(harmony[0]).toBe(1);
    expect(harmony[1]).toBeLessThan(0.1);
    const all = idsOf(await related('dress-1', { by: 'complementary', limit: 40 }));
    expect(all.filter((id) => id.startsWith('dress'))).toEqual([]);
  });

  test('complementary leaves out the kind that a field of the catalogue names', async () => {
    const other = await related('other-3', { by: 'complementary', limit: 40 });
    expect(idsOf(other).filter((id) => id.startsWith('other')).length).toBeGreaterThan(5);
    const told = await related('other-3', {
      by: 'complementary',
      limit: 40,
      kind: 'attribute.shelf',
    });
    expect(idsOf(told).filter((id) => id.startsWith('other'))).toEqual([]);
    expect(told.results.length).toBeGreaterThan(0);
    const rule = told.trace?.find(({ name }) => name === 'other kinds');
    expect(rule?.notes[0]).toMatch(/of the same kind: attribute.shelf:other/);
  });

  test('refuses a kind where nothing complementary is asked for', async () => {
    await expect(related('other-3', { by: 'look', kind: 'attribute.shelf' })).rejects.toThrow(
      /only with "by" complementary/,
    );
  });

  test('takes what people chose together into account once there are events', async () => {
    const before = await related('lamp', { by: 'all', limit: 3 });
    expect(before.trace?.find(({ name }) => name === 'engaged')?.notes).toEqual([
      'the item has nothing to look by',
    ]);
    const now = installation.clock();
    const at = new Date(now).toISOString();
    const events = ['ann', 'ben', 'cy'].flatMap((user) =>
      ['lamp', 'other-29'].map((item) => ({ id: `${user} ${item}`, user, item, kind: 'save', at })),
    );
    const kept = await recordEvents(events, { consumer: 't', now, days: 30 }, installation.db);
    expect(kept).toMatchObject({ taken: 6, refused: [] });
    const after = await related('lamp', { by: 'complementary', limit: 3 });
    expect(after.results[0]).toMatchObject({ id: 'other-29' });
    expect(after.results[0]?.why).toContain('3 people chose both');
  });

  test('gives more of a mix the smaller lambda is', async () => {
    const [ordered, mixed] = await Promise.all([
      related('dress-1', { by: 'all', limit: 4, lambda: 1 }),
      related('dress-1', { by: 'all', limit: 4, lambda: 0.3 }),
    ]);
    const dresses = (found: typeof ordered) =>
      idsOf(found).filter((id) => id.startsWith('dress')).length;
    expect(dresses(mixed)).toBeLessThan(dresses(ordered));
    expect(mixed.trace?.at(-2)?.notes).toEqual(['lambda 0.3, by image_embedding@1']);
  });

  test('finds nothing but what the filters leave, by every way of looking', async () => {
    for (const by of ['look', 'topic', 'complementary', 'all'] as const) {
      const filters = { facet: ['attribute.shelf:shoes'] };
      const found = idsOf(await related('dress-1', { by, filters, limit: 40 }));
      expect(found.filter((id) => !id.startsWith('shoes'))).toEqual([]);
    }
  });

  test('says what each stage did, in the order of the stages', async () => {
    const { trace } = await related('dress-1');
    const kinds = trace?.map(({ stage }) => stage).filter((kind, at, all) => kind !== all[at - 1]);
    expect(kinds).toEqual([
      'candidates',
      'hydrate',
      'rules',
      'rank',
      'rules',
      'diversify',
      'present',
    ]);
    expect(trace?.find(({ name }) => name === 'safety')?.notes).toEqual(['1 unsafe']);
    expect((await related('dress-1', { explain: false })).trace).toBeUndefined();
  });

  test('rejects with `no-item` for an item that is not there', async () => {
    await expect(related('nobody')).rejects.toMatchObject({ code: 'no-item' });
  });
});
