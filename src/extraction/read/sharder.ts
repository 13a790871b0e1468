import { passGate } from '../deletion/gate.ts';
import { findDeleted } from '../deletion/tombstones.ts';
import type { ShardInput } from '../shard.ts';
import type { Stores } from '../stores.ts';

export type EnqueueShard = (shard: ShardInput) => Promise<void>;

export interface Sharder {
  add(items: readonly string[]): Promise<void>;
  /** Queues what is left as a last, smaller shard. */
  flush(): Promise<void>;
}

/** The first shards are small, so that there is something to look at within seconds. */
const shardSizes = [8, 16, 32];
const fullShard = 64;

/** Cuts the due items of a run into queued shards. */
export function createSharder(run: string, { db }: Stores, enqueue: EnqueueShard): Sharder {
  const waiting: string[] = [];
  let number = 0;

  const cut = async (size: number) => {
    const taken = waiting.splice(0, size);
    await db.transaction().execute(async (transaction) => {
      await passGate(transaction);
      const deleted = await findDeleted(transaction, taken);
      const items = taken.filter((item) => !deleted.has(item));
      const shard = { run, number, items };
      number += 1;
      // By another connection: who takes the shard from the queue must see its row at once.
      await db
        .insertInto('shards')
        .values({ run, number: shard.number, items: items.length })
        .execute();
      await enqueue(shard);
    });
  };

  return {
    async add(items) {
      waiting.push(...items);
      for (;;) {
        const size = shardSizes[number] ?? fullShard;
        if (waiting.length < size) return;
        await cut(size);
      }
    },
    async flush() {
      while (waiting.length > 0) await cut(shardSizes[number] ?? fullShard);
    },
  };
}
