import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { VersionContract } from '../../contracts/signals-api.ts';
import { declaredBy } from '../../consumers/ledger/readers.ts';
import { readMeasuredCosts } from '../../extraction/metrics/measured-cost.ts';
import { readVersions, type Versions } from '../../extraction/versions/versions.ts';
import type { ContractFacts } from '../../signals/contract/odcs/document.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** What is known here of a version that its code does not say. */
export async function readContractFacts(db: Database, ref: SignalRef): Promise<ContractFacts> {
  const [versions, costs, declared] = await Promise.all([
    readVersions(db),
    readMeasuredCosts(db),
    declaredBy(db, versionOf(ref).name),
  ]);
  return {
    state: versions.stateOf(ref),
    endOfLife: isoOf(versions.endOfLifeOf(ref)),
    cpuSecondsPer1000: costs.get(ref) ?? null,
    consumers: consumersOf(ref, declared, versions),
  };
}

/** Those of a signal's consumers that use a version: that name it, or follow it while it is live. */
export function consumersOf(
  ref: SignalRef,
  declared: VersionContract['consumers'],
  versions: Pick<Versions, 'live'>,
): VersionContract['consumers'] {
  const { name, version } = versionOf(ref);
  const isLive = versionOf(versions.live(name)).version === version;
  return declared.filter((consumer) =>
    consumer.version === null ? isLive : consumer.version === version,
  );
}

export function isoOf(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
