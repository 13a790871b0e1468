import type { SignalRead } from '../consumers/ledger/record.ts';
import type { LookupAnswer, SignalAnswer } from '../contracts/lookup.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import type { Database } from '../storage/postgres/database.ts';
import type { ServedRecords, ServedTables } from '../storage/copies/served-record.ts';
import { answerOf } from './lookup/answer.ts';
import type { LookupPlan } from './lookup/plan.ts';

/** Where look-ups read: the tables themselves, or copies of them near at hand. */
export interface LookupStores {
  readonly db: Database;
  readonly signals: ServedTables;
}

/** A look-up's answer, and what is to be told to the ledger before it is sent. */
export interface Lookup {
  readonly answer: LookupAnswer;
  readonly reads: readonly SignalRead[];
}

/**
 * The values of the planned versions of these items.
 *
 * @param present What the answer holds of a vector: by default its numbers.
 */
export async function lookUp(
  ids: readonly string[],
  { refs, asOf }: LookupPlan,
  stores: LookupStores,
  present: (vector: Float32Array) => unknown = (vector) => [...vector],
): Promise<Lookup> {
  const unique = [...new Set(ids)];
  const read = await readRows(unique, [...new Set(refs.values())], asOf, stores);
  const known = await knownItems(unique, [...read.values()], stores);
  const items = unique
    .filter((id) => known.has(id))
    .map((id) => {
      const answers = [...refs].map(([asked, ref]): [string, SignalAnswer] => [
        asked,
        answerOf(read.get(ref)?.get(id) ?? [], present),
      ]);
      return { id, signals: Object.fromEntries(answers) };
    });
  return {
    answer: {
      versions: Object.fromEntries(
        [...refs].map(([asked, ref]) => [asked, versionOf(ref).version]),
      ),
      items,
      missing: unique.filter((id) => !known.has(id)),
    },
    reads: [...read].map(([ref, rows]) => readOf(ref, rows.size)),
  };
}

export function readOf(ref: SignalRef, items: number): SignalRead {
  const { name, version } = versionOf(ref);
  return { signal: name, version, items };
}

async function readRows(
  ids: readonly string[],
  refs: readonly SignalRef[],
  asOf: number | undefined,
  { signals }: Pick<LookupStores, 'signals'>,
): Promise<ReadonlyMap<SignalRef, ServedRecords>> {
  const read = await Promise.all(
    refs.map(async (ref): Promise<[SignalRef, ServedRecords]> => {
      const table = await signals.table(ref);
      const records = asOf === undefined ? table.recordsOf(ids) : table.recordsAsOf(ids, asOf);
      return [ref, await records];
    }),
  );
  return new Map(read);
}

/** Items with a row, and those in the catalogue that have none yet. */
async function knownItems(
  ids: readonly string[],
  read: readonly ServedRecords[],
  { db }: Pick<LookupStores, 'db'>,
): Promise<ReadonlySet<string>> {
  const known = new Set(read.flatMap((rows) => [...rows.keys()]));
  const others = ids.filter((id) => !known.has(id));
  if (others.length === 0) return known;
  const rows = await db.selectFrom('items').select('id').where('id', 'in', others).execute();
  for (const { id } of rows) known.add(id);
  return known;
}
