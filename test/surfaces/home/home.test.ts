import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetUser } from '../../../src/engagement/forgotten-users.ts';
import { homeFeed, type HomeOptions } from '../../../src/surfaces/home/home.ts';
import { showInterests } from '../../../src/surfaces/home/interests.ts';
import { engage } from '../../engagement/events.ts';
import { kindOf, openPeople, type People } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await openPeople();
  await engage(people, [
    ...[0, 1, 2, 3, 4].map((at) => ['ada', 'save', `dress ${at}`] as const),
    ...[0, 1, 2].map((at) => ['ada', 'save', `hat ${at}`] as const),
  ]);
}, 60_000);
afterAll(() => people.close());

const feed = async (user: string, options: Partial<HomeOptions> = {}) =>
  await homeFeed(
    user,
    { limit: 24, seed: 1, ...options },
    { stores: people, models: people.models },
  );
const interests = async (user: string) =>
  await showInterests(user, { stores: people, models: people.models });
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const count = (items: readonly { readonly id: string }[], kind: string) =>
  items.filter((item) => kindOf(item) === kind).length;

describe('showInterests()', () => {
  test('gives a person who saves dresses and hats two interests, the more saved first', async () => {
    const shown = await interests('ada');
    expect(shown.interests.map(({ medoid, size }) => [kindOf(medoid), size])).toEqual([
      ['dress', 5],
      ['hat', 3],
    ]);
    expect(shown.interests.map(({ share }) => share)).toEqual([
      expect.closeTo(5 / 8, 6),
      expect.closeTo(3 / 8, 6),
    ]);
    expect(shown).toMatchObject({ engaged: 8, hidden: 0, unplaced: 0 });
    expect(shown.versions).toEqual({ image_embedding: 1 });
    expect(shown.interests[1]?.items[0]).toMatchObject({ kind: 'save', weight: 1 });
  });

  test('knows nothing of somebody unknown, and groups texts apart from pictures', async () => {
    expect(await interests('nobody')).toMatchObject({ interests: [], engaged: 0, versions: {} });
    await engage(people, [
      ['reader', 'save', 'poem 0'],
      ['reader', 'save', 'poem 1'],
      ['reader', 'click', 'shoe 0'],
    ]);
    const { interests: both, versions } = await interests('reader');
    expect(both.map(({ medoid, signal }) => [kindOf(medoid), signal])).toEqual([
      ['poem', 'text_embedding@1'],
      ['shoe', 'image_embedding@1'],
    ]);
    expect(versions).toEqual({ image_embedding: 1, text_embedding: 1 });
    const { results } = await feed('reader');
    expect(
      count(
        results.filter(({ route }) => route === 'interest'),
        'poem',
      ),
    ).toBeGreaterThan(5);
  });

  test('weighs what is long ago less, forgets what is longer, and follows new events at once', async () => {
    await engage(people, [
      ['eve', 'save', 'hat 5', 70],
      ['eve', 'save', 'dress 5', 100],
      ['eve', 'view', 'shoe 5'],
    ]);
    const before = await interests('eve');
    expect(before.interests.map(({ medoid }) => kindOf(medoid))).toEqual(['hat', 'shoe']);
    expect(before.interests[0]?.importance).toBeCloseTo(Math.exp(-0.7), 6);
    await engage(people, [['eve', 'save', 'shoe 6']]);
    const after = await interests('eve');
    expect(after.interests[0]).toMatchObject({ size: 2, importance: expect.closeTo(1.2, 6) });
  });

  test('lowers an interest by what is hidden of it, to none', async () => {
    await engage(people, [
      ['max', 'save', 'dress 6'],
      ['max', 'save', 'dress 7'],
      ['max', 'save', 'hat 6'],
      ['max', 'hide', 'dress 8'],
    ]);
    const lowered = await interests('max');
    expect(lowered).toMatchObject({ engaged: 3, hidden: 1 });
    const dresses = lowered.interests.find(({ medoid }) => kindOf(medoid) === 'dress');
    expect(dresses?.importance).toBeCloseTo(1, 6);
    expect(dresses?.id).not.toBe('dress 8');
    await engage(people, [
      ['max', 'hide', 'dress 9'],
      ['max', 'report', 'dress 10'],
    ]);
    const { interests: left } = await interests('max');
    expect(left.map(({ medoid }) => kindOf(medoid))).toEqual(['hat']);
  });
});

describe('homeFeed()', () => {
  test('feeds both interests by their importance, new items and some by chance, and says why', async () => {
    const { results, drawn, route, versions } = await feed('ada');
    expect(results).toHaveLength(24);
    const [dresses, hats] = [count(results, 'dress'), count(results, 'hat')];
    expect(dresses).toBeGreaterThan(hats);
    expect(hats).toBeGreaterThanOrEqual(4);
    expect(dresses + hats).toBeGreaterThanOrEqual(16);
    expect(new Set(results.map((hit) => hit.route))).toEqual(
      new Set(['interest', 'fresh', 'exploration']),
    );
    expect(drawn.map(({ id }) => kindOf({ id }))).toEqual(['dress', 'hat']);
    for (const hit of results.filter((each) => each.route === 'interest')) {
      expect(hit.why).toMatch(new RegExp(`^because you saved “${kindOf(hit)} [0-4]”$`));
      expect(kindOf({ id: hit.interest ?? '' })).toBe(kindOf(hit));
    }
    expect(route).toContain('2 of 2 interests');
    expect(versions).toMatchObject({ image_embedding: 1 });
  });

  test('shows nothing that the person engaged with, was shown of late, or that is unsafe', async () => {
    const { db } = people;
    const before = await feed('ada', { limit: 100 });
    const [shown, unsafe] = idsOf(before.results.filter(({ route }) => route === 'interest'));
    await engage(people, [['ada', 'impression', shown ?? '']]);
    await db
      .updateTable('items')
      .set({ safety: 'unsafe' })
      .where('id', '=', unsafe ?? '')
      .execute();
    people.time.advance(1000);
    const { results, trace } = await feed('ada', { limit: 100, explain: true });
    const engaged = [0, 1, 2, 3, 4].map((at) => `dress ${at}`);
    for (const id of [shown, unsafe, 'hat 0', ...engaged]) expect(idsOf(results)).not.toContain(id);
    expect(trace?.find(({ name }) => name === 'known')?.notes[0]).toMatch(/1 shown of late/);
    expect(trace?.find(({ name }) => name === 'safety')?.notes).toEqual(['1 unsafe']);
    people.time.advance(8 * 86_400_000);
    expect(idsOf((await feed('ada', { limit: 100 })).results)).toContain(shown);
    await db
      .updateTable('items')
      .set({ safety: null })
      .where('id', '=', unsafe ?? '')
      .execute();
  });

  test('shows of near-duplicates one, and no copy of what the person saved', async () => {
    const { db } = people;
    const copies = ['dress 20', 'dress 21', 'dress 22'];
    await db.updateTable('items').set({ cluster: 'c' }).where('id', 'in', copies).execute();
    const mine = ['dress 0', 'dress 23'];
    await db.updateTable('items').set({ cluster: 'mine' }).where('id', 'in', mine).execute();
    const { results } = await feed('ada', { limit: 100 });
    expect(results.filter(({ id }) => copies.includes(id))).toHaveLength(1);
    expect(idsOf(results)).not.toContain('dress 23');
    await db.updateTable('items').set({ cluster: null }).execute();
  });

  test('is the same for the same seed, and another for another', async () => {
    const first = await feed('ada', { seed: 5 });
    expect(idsOf((await feed('ada', { seed: 5 })).results)).toEqual(idsOf(first.results));
    expect(idsOf((await feed('ada', { seed: 6 })).results)).not.toEqual(idsOf(first.results));
    expect(first.seed).toBe(5);
  });

  test('goes on from page to page without repeating, whatever the person does meanwhile', async () => {
    const whole = idsOf((await feed('ada', { limit: 60, seed: 9 })).results);
    const paged: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 3; page += 1) {
      const { results, next } = await feed('ada', { limit: 20, seed: 9, cursor });
      paged.push(...idsOf(results));
      cursor = next ?? undefined;
      people.time.advance(60_000);
      await engage(people, [['ada', 'save', `shoe ${page}`]]);
    }
    expect(paged).toEqual(whole);
    const last = await feed('ada', { limit: 20, cursor });
    const [hidden] = idsOf(last.results);
    await engage(people, [['ada', 'hide', hidden ?? '']]);
    const again = await feed('ada', { limit: 20, cursor });
    expect(idsOf(again.results)).toEqual(idsOf(last.results).filter((id) => id !== hidden));
    await expect(feed('bob', { cursor })).rejects.toMatchObject({ code: 'other-feed' });
    await expect(feed('ada', { cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
      code: 'bad-cursor',
    });
  });

  test('ends: all pages together show an item once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (;;) {
      const { results, next } = await feed('ada', { limit: 50, seed: 3, cursor });
      seen.push(...idsOf(results));
      if (next === null) break;
      cursor = next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(80);
  });

  test('refuses a topic that there is not, saying which there are', async () => {
    await expect(feed('nobody', { topics: ['art', 'fashon'] })).rejects.toMatchObject({
      code: 'unknown-topic',
      message: expect.stringMatching(/^There is no topic "fashon"\. There are: .*\bfashion\b/),
    });
    await expect(feed('nobody', { topics: ['fashion/hats/x'] })).rejects.toThrow(
      /^There is no topic "fashion\/hats\/x"\. Below fashion there are: .*fashion\/clothing/,
    );
    await people.db
      .updateTable('items')
      .set({ facets: ['topic:of an older taxonomy'] })
      .where('id', '=', 'poem 0')
      .execute();
    const { results } = await feed('nobody', { topics: ['of an older taxonomy'] });
    expect(idsOf(results.filter(({ route }) => route === 'topic'))).toEqual(['poem 0']);
  });

  test('shows nothing that could not be read', async () => {
    const { results } = await feed('nobody', { limit: 100 });
    const failed = results[0]?.id ?? '';
    const update = people.db.updateTable('items').where('id', '=', failed);
    await update.set({ state: 'failed' }).execute();
    const after = await feed('nobody', { limit: 100, explain: true });
    expect(idsOf(after.results)).not.toContain(failed);
    expect(after.trace?.find(({ name }) => name === 'failed')?.notes).toEqual(['1 failed']);
    await update.set({ state: 'done' }).execute();
  });

  test('of somebody unknown is the best of all topics, or of those that they choose', async () => {
    const best = await feed('nobody');
    const topics = best.results.filter(({ route }) => route === 'best').map(({ why }) => why);
    expect(new Set(topics)).toEqual(
      new Set(['one of the best of fashion', 'one of the best of art', 'one of the best']),
    );
    expect(best.drawn).toEqual([]);
    const chosen = await feed('nobody', { topics: ['art', 'travel'] });
    const own = chosen.results.filter(({ route }) => route === 'topic');
    expect(own.length).toBeGreaterThan(8);
    expect(new Set(own.map(kindOf))).toEqual(new Set(['poster']));
    expect(own[0]?.why).toBe('because you chose art');
  });

  test('keeps its evidence: what each stage did, and the scores of each item', async () => {
    const { results, trace, explain } = await feed('ada', { explain: true });
    expect(trace?.map(({ stage, name }) => `${stage} ${name}`)).toEqual([
      'candidates interests',
      'candidates fresh',
      'candidates exploration',
      'hydrate catalogue',
      'rules failed',
      'rules safety',
      'rules known',
      'rank score',
      'rules copies',
      'rank blend',
      'diversify spacing',
      'rules hidden',
      'present cards',
    ]);
    expect(explain?.[0]?.signal).toBe('image_embedding@1');
    const hit = results.find(({ route }) => route === 'interest');
    expect(hit?.because?.scores).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'likeness', signal: 'image_embedding@1' }),
        expect.objectContaining({ stage: 'rank', name: 'interest', signal: 'image_embedding@1' }),
        expect.objectContaining({ name: 'place' }),
      ]),
    );
  });

  test('knows a person no more who was forgotten', async () => {
    await engage(people, [['eva', 'save', 'hat 9']]);
    expect((await feed('eva')).drawn).toHaveLength(1);
    await forgetUser('eva', people.clock(), people.db);
    expect((await feed('eva')).drawn).toEqual([]);
    expect(await interests('eva')).toMatchObject({ interests: [], engaged: 0 });
  });
});
