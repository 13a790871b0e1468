import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeBackfilled } from '../../src/extraction/backfill/store-computed.ts';
import { settleLateWrites } from '../../src/extraction/late-writes.ts';
import type { Stores } from '../../src/extraction/stores.ts';
import { openDatabase, type Database } from '../../src/storage/postgres/database.ts';
import type { SignalStore } from '../../src/storage/lance/signal-store.ts';
import { tableOf } from '../../src/storage/lance/table-of.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';
import { seedItem } from '../fixtures/seed-item.ts';
import { vectorOf } from '../fixtures/signal-catalogue.ts';

const ref = 'image_embedding@2';

let installation: Installation;
let ownDb: Database;

beforeAll(async () => {
  installation = await openInstallation();
  ownDb = await openDatabase(installation.databaseUrl);
}, 60_000);
afterAll(async () => {
  await ownDb.destroy();
  await installation.close();
});

/** What a backfill computed of an item. */
const computed = (id: string) => ({
  item: { id },
  input: 'input',
  due: [ref] as const,
  digests: { [ref]: 'digest' },
  findings: [
    {
      signal: ref,
      part: '',
      outcome: { status: 'ok', value: { vector: vectorOf(ref, 1) } },
      cpuMs: 1,
    } as const,
  ],
});

const rowsOf = async (id: string) => await (await tableOf(installation.signals, ref)).headsOf([id]);

function makeGate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Stores whose rows arrive only when they are released, as over a network that is cut off. */
function slowStores(): { stores: Stores; begun: Promise<void>; release: () => void } {
  const [begun, release] = [makeGate(), makeGate()];
  const signals: SignalStore = {
    ...installation.signals,
    async table(name, version) {
      const table = await installation.signals.table(name, version);
      return {
        ...table,
        async append(records) {
          begun.open();
          await release.opened;
          await table.append(records);
        },
      };
    },
  };
  return {
    stores: { ...installation, db: ownDb, signals },
    begun: begun.opened,
    release: release.open,
  };
}

/** What PostgreSQL does to a host that it has given up. */
async function giveUpTransactions(): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`.execute(installation.db);
}

describe('settleLateWrites()', () => {
  test('takes back rows that arrived after another had stored the item, and no others', async () => {
    for (const id of ['lost', 'kept']) await seedItem(installation, id, []);
    await storeBackfilled([computed('kept')], installation);
    const { stores, begun, release } = slowStores();
    const late = storeBackfilled([computed('lost')], stores);
    const failed = expect(late).rejects.toThrow();
    await begun;
    await giveUpTransactions();
    installation.time.advance(30_000);
    expect(await storeBackfilled([computed('lost')], installation)).toBe(1);
    const stored = await rowsOf('lost');
    release();
    await failed;
    expect(await rowsOf('lost')).toHaveLength(2);

    await settleLateWrites(stores);
    expect(await rowsOf('lost')).toEqual(stored);
    expect(await rowsOf('kept')).toHaveLength(1);
  });

  test('leaves rows that nobody else wrote, which are replaced when the work is done again', async () => {
    await seedItem(installation, 'alone', []);
    const { stores, begun, release } = slowStores();
    const failed = expect(storeBackfilled([computed('alone')], stores)).rejects.toThrow();
    await begun;
    await giveUpTransactions();
    release();
    await failed;
    await settleLateWrites(stores);
    expect(await rowsOf('alone')).toHaveLength(1);
    installation.time.advance(1000);
    expect(await storeBackfilled([computed('alone')], installation)).toBe(1);
    expect(await rowsOf('alone')).toHaveLength(1);
  });

  test('erases rows of an item that was deleted before they arrived', async () => {
    await seedItem(installation, 'deleted', []);
    const { stores, begun, release } = slowStores();
    const failed = expect(storeBackfilled([computed('deleted')], stores)).rejects.toThrow();
    await begun;
    await giveUpTransactions();
    await installation.db.deleteFrom('items').where('id', '=', 'deleted').execute();
    release();
    await failed;
    expect(await rowsOf('deleted')).toHaveLength(1);

    await settleLateWrites(stores);
    expect(await rowsOf('deleted')).toEqual([]);
    const table = await tableOf(installation.signals, ref);
    expect(await table.findTraces('deleted')).toEqual([]);
  }, 30_000);
});
