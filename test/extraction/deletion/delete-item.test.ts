import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readChanges } from '../../../src/changes/read.ts';
import { readStaged } from '../../../src/extraction/backfill/staged-blob.ts';
import { beginDeletion } from '../../../src/extraction/deletion/begin.ts';
import { findDeletion } from '../../../src/extraction/deletion/deletion-view.ts';
import { finishDeletions } from '../../../src/extraction/deletion/finish.ts';
import { forgetTold } from '../../../src/extraction/deletion/forget-told.ts';
import { verifyDeleted } from '../../../src/extraction/deletion/verify.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { clustersOf } from '../../fixtures/catalogue-of-pictures.ts';
import { filesWith, marker, seedDeletable, target } from '../../fixtures/deletable.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { startProgram } from '../../fixtures/program.ts';

let installation: Installation;
let seeded: Awaited<ReturnType<typeof seedDeletable>>;
beforeEach(async () => {
  installation = await openInstallation();
  seeded = await seedDeletable(installation);
});
afterEach(() => installation.close());

const order = { by: 'an operator', reason: 'ticket 7' };

async function deleteTarget(): Promise<string> {
  const id = await beginDeletion(target, order, installation);
  await finishDeletions(installation, { graceMs: 0 });
  return id;
}

/** What the stores that a test can name have of the item; the models are links to those of all tests. */
const bytesLeft = async () => [
  ...(await filesWith(installation.home.lance, marker)),
  ...(await filesWith(installation.home.blobs, marker)),
  ...(await filesWith(installation.home.thumbnails, marker)),
];

describe('finishDeletions()', () => {
  test('leaves no byte of an item in any store, and its neighbours as they were', async () => {
    const { db, blobs, signals } = installation;
    const before = await verifyDeleted(target, installation);
    expect(before.stores.filter(({ found }) => found.length > 0).map(({ store }) => store)).toEqual(
      [
        'changes',
        'expectation_results',
        'items',
        'problems',
        'webhook_dead_letters',
        'image_embedding@1',
        'near_duplicates@1',
        'perceptual_hash@1',
        'text_quality@1',
        'text_quality@2',
      ],
    );
    expect((await bytesLeft()).length).toBeGreaterThan(8);

    const id = await deleteTarget();

    expect(await bytesLeft()).toEqual([]);
    const after = await verifyDeleted(target, installation);
    expect(after.stores.flatMap(({ found, unproven }) => [...found, ...unproven])).toEqual([]);
    expect(after).toMatchObject({ deleted: true, proven: true });
    expect(await blobs.has(seeded.own)).toBe(false);
    expect(await blobs.has(seeded.shared)).toBe(true);
    expect(await readdir(installation.home.thumbnails, { recursive: true })).toContainEqual(
      expect.stringContaining(`${seeded.shared}-160`),
    );
    expect(await clustersOf(installation)).toEqual([['near', 'nearer']]);
    const table = await signals.table('text_quality', 1);
    expect((await table.recordsOf(['near', 'nearer'])).length).toBe(2);
    const { staged } = await db
      .selectFrom('backfill_shards')
      .select('staged')
      .executeTakeFirstOrThrow();
    expect((await readStaged(staged ?? '', blobs)).map((each) => each.id)).toEqual(['near']);
    expect(await findDeletion(db, id)).toMatchObject({
      item: null,
      state: 'done',
      by: 'an operator',
      reason: 'ticket 7',
      models: [],
      removed: { signalRows: 7, blobs: 1, thumbnails: 2, events: 7 },
    });
  });

  test('keeps the events of the past in their places, and tells of the deletion for 30 days', async () => {
    const { db } = installation;
    const all = async () => (await readChanges(db, { limit: 500 })).events;
    const before = await all();
    await deleteTarget();
    const after = await all();
    const told = after.filter(({ type }) => type === 'understory.item.deleted.v1');
    expect(told.map(({ data }) => data)).toEqual([{ items: [target] }]);
    expect(JSON.stringify(after.filter((event) => !told.includes(event)))).not.toContain(marker);
    // Of events that stay and of one that was about nothing else.
    const kept = before.filter(({ id }) => after.some((event) => event.id === id));
    expect(before.length - kept.length).toBe(1);
    for (const { id } of before) {
      const next = before.slice(before.findIndex((event) => event.id === id) + 1);
      const follows = next.find((event) => kept.includes(event))?.id ?? after[kept.length]?.id;
      const [first] = (await readChanges(db, { after: id, limit: 1 })).events;
      expect(first?.id).toBe(follows);
    }

    const moment = Date.now();
    await forgetTold(db, moment + 29 * 86_400_000);
    expect(JSON.stringify(await all())).toContain(marker);
    await forgetTold(db, moment + 31 * 86_400_000);
    expect(JSON.stringify(await all())).not.toContain(marker);
  });

  test('ends what processes had begun that were killed one after the other in any step', async () => {
    const { databaseUrl, home, db } = installation;
    const random = seededRandom(5);
    for (const steps of [3, 5, 7]) {
      const step = Math.floor(random() * steps);
      const delay = Math.floor(random() * 60);
      const args = [databaseUrl, home.root, target, String(step), String(delay)];
      expect(await startProgram('delete-item', args).ended).toBe('SIGKILL');
    }
    await finishDeletions(installation, { graceMs: 0 });
    expect(await bytesLeft()).toEqual([]);
    expect(await verifyDeleted(target, installation)).toMatchObject({ deleted: true });
    expect(await clustersOf(installation)).toEqual([['near', 'nearer']]);
    const rows = await db.selectFrom('deletions').select(['state', 'item']).execute();
    expect(rows).toEqual([{ state: 'done', item: null }]);
  });
});
