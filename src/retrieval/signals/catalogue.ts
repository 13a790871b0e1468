import type { SignalRef } from '../../contracts/signal-ref.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import type { MetricsSample, Signals, VersionContract } from '../../contracts/signals-api.ts';
import { signalNames, type SignalName } from '../../contracts/values.ts';
import { readMeasuredCosts } from '../../extraction/metrics/measured-cost.ts';
import { readVersions, type Versions } from '../../extraction/versions/versions.ts';
import { fullContractOf, semanticVersionOf } from '../../signals/contract/full-contract.ts';
import { refOfContract } from '../../signals/registry.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { isoOf } from './facts.ts';
import { readLastSamples, readSampleHistories } from './samples.ts';
import { readUse } from './use.ts';

type Signal = Signals['signals'][number];
export type VersionSummary = Signal['versions'][number];

/** As many as a sparkline can show. */
const samplesShown = 40;
const useDays = 30;

/** What summaries of versions are made of. */
export interface SummarySources {
  readonly versions: Versions;
  readonly costs: ReadonlyMap<string, number>;
  readonly samples: ReadonlyMap<string, MetricsSample>;
}

export async function readSummarySources(db: Database): Promise<SummarySources> {
  const [versions, costs, samples] = await Promise.all([
    readVersions(db),
    readMeasuredCosts(db),
    readLastSamples(db),
  ]);
  return { versions, costs, samples };
}

/** Every signal with its versions and how they do. */
export async function listSignals(db: Database, now: number): Promise<Signals> {
  const [sources, changes, histories, use] = await Promise.all([
    readSummarySources(db),
    readLastChanges(db),
    readSampleHistories(db, samplesShown),
    readUse(db, { days: useDays, now }),
  ]);
  return {
    signals: signalNames.map((name) => ({
      ...signalOf(name, sources, changes.get(name) ?? null),
      samples: histories.get(sources.versions.live(name)) ?? [],
      ...(use.get(name) ?? { readers: 0, reads: 0 }),
    })),
  };
}

export function summaryOf(ref: SignalRef, { versions, costs, samples }: SummarySources) {
  const contract = fullContractOf(ref, versions.registry);
  return {
    version: contract.version,
    semanticVersion: semanticVersionOf(contract),
    state: versions.stateOf(ref),
    since: isoOf(versions.sinceOf(ref)),
    endOfLife: isoOf(versions.endOfLifeOf(ref)),
    metrics: samples.get(ref) ?? null,
    cpuSecondsPer1000: costs.get(ref) ?? null,
  } satisfies VersionSummary & Partial<VersionContract>;
}

function signalOf(
  name: SignalName,
  sources: SummarySources,
  lastChangeAt: string | null,
): Omit<Signal, 'samples' | 'readers' | 'reads'> {
  const live = sources.versions.live(name);
  const { kind, owner, cost, inputs } = fullContractOf(live, sources.versions.registry);
  return {
    name,
    kind,
    owner,
    live: versionOf(live).version,
    cost,
    inputs: [...inputs],
    lastChangeAt,
    versions: sources.versions.registry
      .versionsOf(name)
      .map((contract) => summaryOf(refOfContract(contract), sources)),
  };
}

/** When a version or the pointer of each signal last changed. */
async function readLastChanges(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('signal_versions')
    .select(({ fn }) => ['signal', fn.max('since').as('at')])
    .groupBy('signal')
    .execute();
  return new Map(rows.map(({ signal, at }) => [signal, at.toISOString()]));
}
