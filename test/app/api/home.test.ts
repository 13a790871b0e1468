import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { homeAnswerSchema, interestsSchema } from '../../../src/contracts/home.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { writeSmallCatalogue } from './small-catalogue.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
  await readInto(served, await writeSmallCatalogue(served.folder));
  const saved = (item: string, kind = 'save') => ({ id: item, user: 'ada/1', item, kind });
  await served.json('/v1/events', {
    events: [saved('apple-red'), saved('cat', 'click'), saved('poem', 'view')],
  });
}, 120_000);
afterAll(() => served.close());

const user = encodeURIComponent('ada/1');
const feed = async (path: string) => homeAnswerSchema.strict().parse(await served.json(path));

describe('GET /v1/home/{user}', () => {
  test('feeds what is like what a person saved, and none of what they know', async () => {
    const { results, drawn, next, versions } = await feed(`/v1/home/${user}?seed=1&limit=100`);
    const ids = results.map(({ id }) => id);
    for (const known of ['apple-red', 'cat', 'poem']) expect(ids).not.toContain(known);
    expect(new Set(ids).size).toBe(ids.length);
    // A copy of the apple that was saved.
    expect(ids).not.toContain('apple-green');
    const banana = results.find(({ title }) => title.startsWith('Banana'));
    expect(banana).toMatchObject({ route: 'interest', why: 'because you saved “Red apple”' });
    // The two hands are copies of each other.
    expect(ids.filter((id) => id.startsWith('hand-'))).toHaveLength(1);
    expect(drawn[0]?.id).toBe('apple-red');
    expect(next).toBeNull();
    expect(versions).toMatchObject({ image_embedding: 1 });
    const rows = await served.context.db.selectFrom('ledger').selectAll().execute();
    expect(rows.map(({ consumer, signal }) => [consumer, signal])).toContainEqual([
      'console',
      'image_embedding',
    ]);
  });

  test('pages by its cursor, and explains itself where that is asked for', async () => {
    const whole = await feed(`/v1/home/${user}?seed=3&limit=8`);
    const first = await feed(`/v1/home/${user}?seed=3&limit=4&explain=true`);
    const second = await feed(`/v1/home/${user}?limit=4&cursor=${first.next ?? ''}`);
    expect([...first.results, ...second.results].map(({ id }) => id)).toEqual(
      whole.results.map(({ id }) => id),
    );
    expect(second.seed).toBe(3);
    expect(first.trace?.at(-1)).toMatchObject({ stage: 'present', out: 4 });
    expect(first.results[0]?.because?.scores.length).toBeGreaterThan(0);
    expect(whole.trace).toBeUndefined();
  });

  test('refuses what it cannot make a feed of, by name', async () => {
    for (const [query, code] of [
      ['limit=0', 'invalid-request'],
      ['seed=-1', 'invalid-request'],
      ['cursor=nonsense', 'bad-cursor'],
      [`topics=${'t'.repeat(81)}`, 'invalid-request'],
      ['topics=fashion&topics=fashon', 'unknown-topic'],
    ]) {
      const response = await served.ask(`/v1/home/${user}?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code });
    }
    const { next } = await feed(`/v1/home/${user}?limit=2`);
    const others = await served.ask(`/v1/home/bob?limit=2&cursor=${next}`);
    expect(await others.json()).toMatchObject({ status: 400, code: 'other-feed' });
  });

  test('feeds somebody unknown by the topics that they choose, else the best', async () => {
    expect((await feed('/v1/home/nobody')).results.length).toBeGreaterThan(5);
    const chosen = await feed('/v1/home/nobody?topics=food-and-drink&topics=travel');
    expect(chosen.route).toContain('chosen topics (food-and-drink, travel)');
  });

  test('is for keys with the scope home', async () => {
    const { db, clock } = served.context;
    await addConsumer(db, 'reader', []);
    const keyWith = async (scope: 'home' | 'search') => {
      const key = await issueKey(db, 'reader', { scopes: [scope], expiresInDays: 1 }, clock());
      return { headers: { authorization: `Bearer ${key.secret}` } };
    };
    for (const path of [`/v1/home/${user}`, `/v1/home/${user}/interests`]) {
      expect((await served.ask(path, await keyWith('search'))).status).toBe(403);
      expect((await served.ask(path, await keyWith('home'))).status).toBe(200);
    }
  });
});

describe('GET /v1/home/{user}/interests', () => {
  test('shows interests of pictures and of texts apart, the most important first', async () => {
    const path = `/v1/home/${user}/interests`;
    const shown = interestsSchema.strict().parse(await served.json(path));
    expect(shown.interests[0]).toMatchObject({ id: 'apple-red', signal: 'image_embedding@1' });
    expect(shown.interests.at(-1)).toMatchObject({ id: 'poem', signal: 'text_embedding@1' });
    expect(shown).toMatchObject({ engaged: 3, hidden: 0, unplaced: 0, sinceDays: 90 });
    const nobody = interestsSchema.parse(await served.json('/v1/home/nobody/interests'));
    expect(nobody.interests).toEqual([]);
  });
});

describe('understory home', () => {
  test('prints the feed and the interests of a person, as JSON where that is asked for', async () => {
    const options = { home: served.folder, env: { DATABASE_URL: served.context.databaseUrl } };
    const shown = await runCli(['home', 'ada/1', '--seed', '1', '--explain'], options);
    expect(shown.stdout).toMatch(/Banana .* because you saved “Red apple”/);
    expect(shown.stderr).toMatch(/diversify spacing: \d+ → \d+/);
    const interests = await runCli(['home', 'ada/1', '--interests', '--json'], options);
    expect(interestsSchema.parse(JSON.parse(interests.stdout)).interests).not.toEqual([]);
    const wrong = await runCli(['home', ''], options);
    expect(wrong.code).toBe(2);
  }, 60_000);
});
