import { z } from 'zod';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalDetail, VersionContract } from '../../contracts/signals-api.ts';
import type { SignalName } from '../../contracts/values.ts';
import { declaredBy } from '../../consumers/ledger/readers.ts';
import {
  areInTime,
  readLookupTimes,
  type LookupTimes,
} from '../../extraction/metrics/lookup-times.ts';
import { fullContractOf } from '../../signals/contract/full-contract.ts';
import { metricOfKind } from '../../signals/contract/odcs/document.ts';
import { lineageOf } from '../../signals/contract/lineage.ts';
import {
  describeExpectation,
  nameOfExpectation,
} from '../../signals/expectations/expectation-words.ts';
import { refOfContract } from '../../signals/registry.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { findCards } from '../card.ts';
import { readSummarySources, summaryOf, type SummarySources } from './catalogue.ts';
import { readChecks, readHistories } from './checks.ts';
import { consumersOf } from './facts.ts';
import { previousVersion, readPointerChanges } from './pointer.ts';
import { readSamples } from './samples.ts';

/** A page shows no more of the past than this. */
const mostChecks = 100;
const mostSamples = 200;
const mostHours = 168;

/** One signal: the contract of each version, how it is kept, and where it comes from. */
export async function getSignalDetail(
  name: SignalName,
  db: Database,
  now: number,
): Promise<SignalDetail> {
  const [sources, declared, pointer, times] = await Promise.all([
    readSummarySources(db),
    declaredBy(db, name),
    readPointerChanges(db, name),
    readLookupTimes(db, now),
  ]);
  const { registry } = sources.versions;
  const refs = registry.versionsOf(name).map(refOfContract);
  const live = sources.versions.live(name);
  const versions = await Promise.all(
    refs.map(async (ref) => {
      const version = await versionContract(ref, sources, declared, db);
      return { ...version, lookups: keptBy(times.get(ref), version.promises.lookupMs) };
    }),
  );
  return {
    name,
    live: versionOf(live).version,
    versions,
    lineage: lineageOf(refs, registry),
    pointer,
    previous: previousVersion(pointer) ?? null,
    cards: [...(await findCards(db, itemsOfExamples(versions))).values()],
  };
}

/** How the promise of a look-up's time was kept of late. */
function keptBy(times: LookupTimes | undefined, promisedMs: number): VersionContract['lookups'] {
  if (times === undefined) return null;
  const { lookups: count, p50Ms, p99Ms } = times;
  return { count, p50Ms, p99Ms, kept: areInTime(times, promisedMs) };
}

function itemsOfExamples(versions: readonly VersionContract[]): string[] {
  const checks = versions.flatMap((version) => version.checks);
  return [...new Set(checks.flatMap(({ examples }) => examples.map(({ item }) => item)))];
}

async function versionContract(
  ref: SignalRef,
  sources: SummarySources,
  declared: VersionContract['consumers'],
  db: Database,
): Promise<Omit<VersionContract, 'lookups'>> {
  const { registry } = sources.versions;
  const contract = fullContractOf(ref, registry);
  const version = versionOf(ref);
  const [histories, checks, samples] = await Promise.all([
    readHistories(db, version, mostHours),
    readChecks(db, version, mostChecks),
    readSamples(db, version, mostSamples),
  ]);
  const { kind, meaning, range, owner, cost, inputs, models, space, promises, changelog } =
    contract;
  return {
    ...summaryOf(ref, sources),
    ref,
    kind,
    meaning,
    range,
    owner,
    cost,
    inputs: [...inputs],
    models: [...models],
    space,
    metric: metricOfKind(kind) ?? null,
    units: { ...contract.units },
    promises,
    changelog: [...changelog],
    schema: { ...z.toJSONSchema(registry.schemaOf(ref)) },
    expectations: contract.expectations.map((expectation) => ({
      name: nameOfExpectation(expectation),
      expected: describeExpectation(expectation),
      expectation,
      history: histories.get(nameOfExpectation(expectation)) ?? [],
    })),
    consumers: consumersOf(ref, declared, sources.versions),
    checks,
    samples,
  };
}
