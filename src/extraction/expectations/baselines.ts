import type { SignalRef } from '../../contracts/signal-ref.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { fullContractOf } from '../../signals/contract/full-contract.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import type { Counts } from '../../signals/expectations/distribution.ts';
import { nameOfExpectation } from '../../signals/expectations/expectation-words.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** What words were found by the last check of a table: `before(ref, expectation)`. */
export type Baselines = (ref: SignalRef, expectation: string) => Counts | undefined;

/** What each distribution of these versions was when its table was last checked. */
export async function readBaselines(
  db: Database,
  refs: readonly SignalRef[],
  registry: SignalRegistry,
): Promise<Baselines> {
  const distributions = refs.flatMap((ref) =>
    fullContractOf(ref, registry)
      .expectations.filter(({ expect }) => expect === 'distribution')
      .map((expectation) => ({ ...versionOf(ref), expectation: nameOfExpectation(expectation) })),
  );
  if (distributions.length === 0) return () => undefined;
  const rows = await db
    .selectFrom('expectation_results')
    .distinctOn(['signal', 'version', 'expectation'])
    .select(['signal', 'version', 'expectation', 'counts'])
    .where('counts', 'is not', null)
    .where((eb) =>
      eb.or(
        distributions.map(({ name, version, expectation }) =>
          eb.and({ signal: name, version, expectation }),
        ),
      ),
    )
    .orderBy('signal')
    .orderBy('version')
    .orderBy('expectation')
    .orderBy('id', 'desc')
    .execute();
  const known = new Map(
    rows.map(({ signal, version, expectation, counts }) => [
      `${signal}@${version} ${expectation}`,
      counts,
    ]),
  );
  return (ref, expectation) => known.get(`${ref} ${expectation}`) ?? undefined;
}
