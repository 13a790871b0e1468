import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordReads } from '../../../../src/consumers/ledger/record.ts';
import {
  consumerDetailSchema,
  issuedKeySchema,
  signalReadersSchema,
} from '../../../../src/contracts/consumers.ts';
import { signalDetailSchema, signalsSchema } from '../../../../src/contracts/signals-api.ts';
import { flipPointer } from '../../../../src/releases/flip-pointer.ts';
import { sampleVersions } from '../../../../src/extraction/metrics/sample.ts';
import { previousVersion } from '../../../../src/retrieval/signals/pointer.ts';
import { addConsumer } from '../../../fixtures/consumer.ts';
import { seedItem } from '../../../fixtures/seed-item.ts';
import { serve, type Served } from '../../../fixtures/served.ts';

const dayMs = 86_400_000;
let served: Served;

beforeAll(async () => {
  served = await serve();
  await seedItem(served.context, 'one', ['topics@1', 'safety@1', 'image_embedding@1']);
});
afterAll(() => served.close());

async function signalNamed(name: string) {
  const { signals } = signalsSchema.parse(await served.json('/v1/signals'));
  const found = signals.find((signal) => signal.name === name);
  if (!found) throw new Error(`There is no signal ${name}.`);
  return found;
}

describe('GET /v1/signals', () => {
  it('counts readers and reads of the last 30 days without the owner’s own, as the signal’s page does', async () => {
    const { db, clock } = served.context;
    await addConsumer(db, 'ads', ['topics']);
    await addConsumer(db, 'feed', ['topics']);
    const read = [{ signal: 'topics', version: 1, items: 5 }];
    for (const consumer of ['ads', 'ads', 'feed', 'console']) {
      await recordReads(db, consumer, read, clock());
    }
    await recordReads(db, 'feed', read, clock() - 40 * dayMs);
    const use = await signalNamed('topics');
    expect(use).toMatchObject({ readers: 2, reads: 3 });
    const { readers, series } = signalReadersSchema.parse(
      await served.json('/v1/signals/topics/readers?days=30'),
    );
    expect(readers.map(({ consumer, reads }) => [consumer, reads])).toEqual([
      ['ads', 2],
      ['feed', 1],
      ['console', 1],
    ]);
    expect(series.reduce((sum, { reads }) => sum + reads, 0)).toBe(use.reads);
    expect(await signalNamed('safety')).toMatchObject({ readers: 0, reads: 0 });
  });

  it('gives the samples of the live version, the oldest first', async () => {
    const { context } = served;
    const now = context.clock();
    await sampleVersions({ ...context, clock: () => now - 2000 });
    await sampleVersions({ ...context, clock: () => now - 1000 });
    const { samples } = await signalNamed('topics');
    const times = [now - 2000, now - 1000].map((at) => new Date(at).toISOString());
    expect(samples.map(({ at }) => at)).toEqual(times);
    expect(samples.at(-1)).toMatchObject({ items: 1, coverage: 1 });
  });
});

describe('GET /v1/signals/{name}', () => {
  it('says how the pointer moved, what rolling back leads to, and where all versions come from', async () => {
    const { db, clock } = served.context;
    const before = signalDetailSchema.parse(await served.json('/v1/signals/image_embedding'));
    expect(before).toMatchObject({ live: 1, pointer: [], previous: null });
    const ids = before.lineage.nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['image_embedding@1', 'image_embedding@2']));

    const now = clock();
    await db
      .transaction()
      .execute((transaction) =>
        flipPointer(transaction, 'image_embedding@2', 'promote', 'ann', now),
      );
    const after = signalDetailSchema.parse(await served.json('/v1/signals/image_embedding'));
    const change = { kind: 'promote', from: 1, to: 2, by: 'ann', at: new Date(now).toISOString() };
    expect(after).toMatchObject({ live: 2, previous: 1, pointer: [change] });
  });

  it('says how long look-ups of one item took, and no others', async () => {
    await served.json('/v1/items/one/signals?signals=topics');
    await served.json('/v1/signals/lookup', { ids: ['one'], signals: ['topics', 'safety@1'] });
    await served.json('/v1/signals/lookup', { ids: ['one', 'two'], signals: ['topics'] });
    const asOf = new Date(served.context.clock() - 1).toISOString();
    await served.json('/v1/signals/lookup', { ids: ['one'], signals: ['topics'], asOf });
    const lookupsOf = async (name: string) => {
      const detail = signalDetailSchema.parse(await served.json(`/v1/signals/${name}`));
      return detail.versions.find(({ version }) => version === 1)?.lookups;
    };
    const patience = { timeout: 20_000 };
    await expect.poll(() => lookupsOf('topics'), patience).toMatchObject({ count: 2 });
    const safety = await lookupsOf('safety');
    expect(safety).toMatchObject({ count: 1, kept: expect.any(Boolean) });
    expect(safety?.p99Ms).toBeGreaterThan(0.1);
  });

  it('gives the cards of failing examples that are still in the catalogue', async () => {
    const { db, clock } = served.context;
    const examples = ['one', 'gone'].map((item) => ({ item, part: '', got: 'nothing' }));
    await db
      .insertInto('expectation_results')
      .values({
        signal: 'safety',
        version: 1,
        expectation: 'null-rate',
        at: new Date(clock()),
        scope: 'table',
        rows: 2,
        failing: 2,
        measured: 1,
        ok: false,
        examples: JSON.stringify(examples),
      })
      .execute();
    const { cards } = signalDetailSchema.parse(await served.json('/v1/signals/safety'));
    expect(cards.map(({ id }) => id)).toEqual(['one']);
  });
});

describe('previousVersion()', () => {
  it('undoes promotions in turn', () => {
    const promotions = [
      { kind: 'promote' as const, from: 1 },
      { kind: 'promote' as const, from: 2 },
    ];
    expect(previousVersion([])).toBeUndefined();
    expect(previousVersion(promotions)).toBe(2);
    expect(previousVersion([...promotions, { kind: 'rollback', from: 3 }])).toBe(1);
  });
});

describe('POST /v1/keys/{id}/rotate', () => {
  it('replaces a key for the owner and refuses the key itself', async () => {
    const { db } = served.context;
    await addConsumer(db, 'search-team', ['topics']);
    const wanted = { scopes: ['signals:read', 'keys:rotate'], expiresInDays: 30 };
    const old = issuedKeySchema.parse(await served.json('/v1/consumers/search-team/keys', wanted));
    const path = `/v1/keys/${old.key.id}/rotate`;
    const itself = await fetch(`${served.address}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${old.secret}` },
    });
    expect(itself.status).toBe(403);
    const rotated = issuedKeySchema.parse(await served.json(path, { graceHours: 1 }));
    expect(rotated.key.scopes).toEqual(old.key.scopes);
    const { keys } = consumerDetailSchema.parse(await served.json('/v1/consumers/search-team'));
    expect(keys.find(({ id }) => id === old.key.id)?.replacedBy).toBe(rotated.key.id);
    const again = await served.ask(path, { method: 'POST' });
    expect(again.status).toBe(409);
  });
});
