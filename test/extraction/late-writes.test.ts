import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeBackfilled } from '../../src/extraction/backfill/store-computed.ts';
import { beginDeletion } from '../../src/extraction/deletion/begin.ts';
import { settleLateWrites, settleNotedWrites } from '../../src/extraction/late-writes.ts';
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

/** Has the row of a new item arrive after its transaction was given up and `meanwhile` is done. */
async function writeLate(id: string, meanwhile: (id: string) => Promise<void>): Promise<void> {
  await seedItem(installation, id, []);
  const { stores, begun, release } = slowStores();
  const failed = expect(storeBackfilled([computed(id)], stores)).rejects.toThrow();
  await begun;
  await giveUpTransactions();
  await meanwhile(id);
  release();
  await failed;
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
    await writeLate('alone', () => Promise.resolve());
    await settleLateWrites(installation);
    expect(await rowsOf('alone')).toHaveLength(1);
    installation.time.advance(1000);
    expect(await storeBackfilled([computed('alone')], installation)).toBe(1);
    expect(await rowsOf('alone')).toHaveLength(1);
  });

  test('erases an item that was deleted before its rows arrived, and holds no row meanwhile', async () => {
    await writeLate('deleted', async (id) => {
      await beginDeletion(id, { by: 'a test' }, installation);
    });
    expect(await rowsOf('deleted')).toHaveLength(1);

    const settled = settleLateWrites(installation, 3000);
    await expect.poll(() => rowsOf('deleted'), { timeout: 5000 }).toEqual([]);
    const open = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`.execute(ownDb);
    expect(open.rows).toEqual([{ count: 0 }]);
    const table = await tableOf(installation.signals, ref);
    expect(await table.findTraces('deleted')).not.toEqual([]);
    await settled;
    expect(await table.findTraces('deleted')).toEqual([]);
  }, 30_000);

  test('begins anew where erasing failed', async () => {
    await writeLate('twice', async (id) => {
      await beginDeletion(id, { by: 'a test' }, installation);
    });
    const failing: SignalStore = {
      ...installation.signals,
      async table(name, version) {
        const table = await installation.signals.table(name, version);
        return { ...table, erase: () => Promise.reject(new Error('the store is away')) };
      },
    };
    await expect(settleLateWrites({ ...installation, signals: failing })).rejects.toThrow('away');
    await settleLateWrites(installation, 0);
    const table = await tableOf(installation.signals, ref);
    expect(await table.findTraces('twice')).toEqual([]);
  }, 30_000);

  test('takes back rows of an item that left the catalogue, and not those since it came back', async () => {
    await writeLate('left', async (id) => {
      await installation.db.deleteFrom('items').where('id', '=', id).execute();
    });
    const late = await rowsOf('left');
    const table = await tableOf(installation.signals, ref);
    const [record] = await table.recordsOf(['left']);
    if (!record) throw new Error('Expected the late row.');
    await table.append([{ ...record, computedAt: record.computedAt + 1 }]);
    await settleLateWrites(installation);
    expect(late).toHaveLength(1);
    expect(await rowsOf('left')).toEqual([{ ...late[0], computedAt: record.computedAt + 1 }]);
  });
});

const minuteMs = 60_000;
const notes = () => installation.db.selectFrom('noted_writes').selectAll().execute();

/** What another process finds that has none of it in mind. */
describe('settleNotedWrites()', () => {
  test('takes back what a process wrote late that is not there any more, and forgets it in an hour', async () => {
    const { time } = installation;
    await writeLate('dead', async (id) => {
      time.advance(1000);
      expect(await storeBackfilled([computed(id)], installation)).toBe(1);
    });
    expect(await rowsOf('dead')).toHaveLength(2);
    expect(await settleNotedWrites(installation)).toBe(0);
    time.advance(minuteMs);
    expect(await settleNotedWrites(installation, 0)).toBe(1);
    const [row, ...others] = await rowsOf('dead');
    expect(others).toEqual([]);
    expect(row?.computedAt).toBe(installation.clock() - minuteMs);

    // Another that arrives even later is taken back as well.
    const table = await tableOf(installation.signals, ref);
    const [record] = await table.recordsOf(['dead']);
    if (!record) throw new Error('Expected the row that holds.');
    await table.append([{ ...record, computedAt: record.computedAt - 1000 }]);
    expect(await settleNotedWrites(installation)).toBe(0);
    time.advance(60 * minuteMs);
    expect(await settleNotedWrites(installation, 0)).toBe(1);
    expect(await rowsOf('dead')).toEqual([row]);
    expect(await notes()).toEqual([]);
    await settleLateWrites(installation, 0);
  }, 30_000);

  test('finds no note of what was committed, and leaves what is under way', async () => {
    await seedItem(installation, 'slow', []);
    const { stores, begun, release } = slowStores();
    const slow = storeBackfilled([computed('slow')], stores);
    await begun;
    expect(await notes()).toHaveLength(1);
    installation.time.advance(2 * minuteMs);
    expect(await settleNotedWrites(installation)).toBe(0);
    release();
    expect(await slow).toBe(1);
    expect(await notes()).toEqual([]);
    expect(await rowsOf('slow')).toHaveLength(1);
  });

  test('begins anew after a while where a step failed', async () => {
    await writeLate('again', async (id) => {
      await beginDeletion(id, { by: 'a test' }, installation);
    });
    installation.time.advance(minuteMs);
    const failing: SignalStore = {
      ...installation.signals,
      table: () => Promise.reject(new Error('the store is away')),
    };
    await expect(settleNotedWrites({ ...installation, signals: failing })).rejects.toThrow('away');
    expect(await settleNotedWrites(installation)).toBe(0);
    installation.time.advance(10 * minuteMs);
    expect(await settleNotedWrites(installation, 0)).toBe(1);
    const table = await tableOf(installation.signals, ref);
    expect(await table.findTraces('again')).toEqual([]);
    await settleLateWrites(installation, 0);
  }, 30_000);
});
