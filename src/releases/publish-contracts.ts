import { appendChanges } from '../changes/append.ts';
import { odcsSchema, type OdcsDocument } from '../contracts/odcs.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import { lockSignal } from '../extraction/versions/set-state.ts';
import type { Stores } from '../extraction/stores.ts';
import { compareContracts } from '../signals/contract/odcs/compare.ts';
import { odcsOf, type ContractFacts } from '../signals/contract/odcs/document.ts';
import type { SignalRegistry } from '../signals/registry.ts';
import type { Database } from '../storage/postgres/database.ts';

/** A contract as code or recipe say it, without what differs from one installation to another. */
export interface OwnContract {
  readonly ref: SignalRef;
  readonly document: OdcsDocument;
}

/** The contracts of all versions. */
export function ownContracts(registry: SignalRegistry): OwnContract[] {
  const facts: ContractFacts = {
    state: 'live',
    endOfLife: null,
    cpuSecondsPer1000: null,
    consumers: [],
  };
  return registry.refs.map((ref) => ({ ref, document: odcsOf(ref, facts, registry) }));
}

/**
 * Tells the readers of signals of contracts that are others than those they were told of before:
 * contracts are code, so they change when another version of the program starts. One that breaks
 * readers though it is no new version of its signal is logged as well: it should be one.
 */
export async function publishContracts(
  contracts: readonly OwnContract[],
  { db, log, clock }: Pick<Stores, 'db' | 'log' | 'clock'>,
): Promise<void> {
  const known = await readPublished(db);
  for (const contract of contracts) {
    const before = known.get(contract.ref);
    if (before && compareContracts(before, contract.document).length === 0) continue;
    const changes = await publish(contract, db, clock());
    const breaking = changes.filter((change) => change.breaking);
    if (breaking.length === 0) continue;
    log.warn(
      { signal: contract.ref, breaking },
      'a contract breaks its readers without a new version of its signal',
    );
  }
}

async function publish({ ref, document }: OwnContract, db: Database, now: number) {
  const { name: signal, version } = versionOf(ref);
  return await db.transaction().execute(async (transaction) => {
    await lockSignal(transaction, signal);
    const before = (await readPublished(transaction)).get(ref);
    const changes = before ? compareContracts(before, document) : [];
    if (before && changes.length === 0) return [];
    await storePublished(transaction, { ref, document }, now);
    if (before) {
      const breaking = changes.some((change) => change.breaking);
      const data = { signal, version, breaking };
      await appendChanges(transaction, [{ type: 'understory.contract.changed.v1', data }]);
    }
    return changes;
  });
}

/** Keeps a contract as the one that readers were last told of. */
export async function storePublished(
  db: Database,
  { ref, document }: OwnContract,
  now: number,
): Promise<void> {
  const { name: signal, version } = versionOf(ref);
  const values = { document: JSON.stringify(document), published_at: new Date(now) };
  await db
    .insertInto('published_contracts')
    .values({ signal, version, ...values })
    .onConflict((conflict) => conflict.columns(['signal', 'version']).doUpdateSet(values))
    .execute();
}

/** One that this program cannot read is told of anew. */
async function readPublished(db: Database): Promise<ReadonlyMap<string, OdcsDocument>> {
  const rows = await db.selectFrom('published_contracts').selectAll().execute();
  return new Map(
    rows.flatMap(({ signal, version, document }) => {
      const parsed = odcsSchema.safeParse(document);
      return parsed.success ? [[`${signal}@${version}`, parsed.data] as const] : [];
    }),
  );
}
