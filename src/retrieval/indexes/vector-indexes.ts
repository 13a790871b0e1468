import { inputError } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/log.ts';
import type { IndexState, RecallFigures } from '../../contracts/nearest.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { createIndexBuilder } from './index-builder.ts';
import { IndexKeeper } from './index-keeper.ts';
import { rowsWorthAGraph } from './plan-nearest.ts';
import { createRecallMonitor } from './recall-monitor.ts';
import { createVectorIndex, type VectorIndex } from './vector-index.ts';
import { bytesOfRow } from './vector-rows.ts';

type Registry = Pick<SignalRegistry, 'spaceOf' | 'dimsOf'>;

/** The versions whose vectors may be compared with those of a version: crops lie among pictures. */
export type SpaceOf<Ref extends SignalRef> =
  Ref extends SignalRef<'crop_embedding'> ? SignalRef<'image_embedding'> : Ref;

/** The indexes of a process: one for each version that was asked for. */
export interface VectorIndexes {
  /**
   * The index of a version; its rows are read when it is first searched.
   *
   * @throws input `no-embedding` where its values are no vectors.
   */
  of<Ref extends SignalRef>(ref: Ref, registry: Registry): VectorIndex<SpaceOf<Ref>>;
  /** From now on follows changes also while nobody asks, and has graphs built. */
  startKeeping(): void;
  /** Builds the index of a version now; false where another process is at it. */
  build(ref: SignalRef, registry: Registry): Promise<boolean>;
  states(): IndexState[];
  /** What the recall monitor says of the latest samples. */
  recall(): RecallFigures[];
  close(): Promise<void>;
}

export interface VectorIndexesOptions {
  readonly signals: SignalStore;
  readonly databaseUrl: string;
  /** The folder of saved indexes. */
  readonly indexes: string;
  readonly log: Logger;
  readonly clock: Clock;
  /** Memory that all indexes together may take; beyond it tables themselves are searched. */
  readonly memoryBytes?: number;
  /** The share of queries that the recall monitor checks, 0..1. */
  readonly recallRate?: number;
  readonly random?: () => number;
  /** From so many rows on a graph is built. */
  readonly rowsForGraph?: number;
}

/** The default: 1.3 million vectors of 256 dimensions. */
const defaultMemoryBytes = 1 << 30;
const defaultRecallRate = 0.01;
const keepEveryMs = 1000;

export function openVectorIndexes({
  signals,
  databaseUrl,
  indexes,
  log,
  clock,
  memoryBytes = defaultMemoryBytes,
  recallRate = defaultRecallRate,
  random = Math.random,
  rowsForGraph = rowsWorthAGraph,
}: VectorIndexesOptions): VectorIndexes {
  const opened = new Map<
    SignalRef,
    { readonly keeper: IndexKeeper; readonly index: VectorIndex }
  >();
  const builder = createIndexBuilder({ databaseUrl, indexes, signals, clock });
  const monitor = createRecallMonitor({ rate: recallRate, random });
  let timer: NodeJS.Timeout | undefined;

  const takenBytes = () =>
    [...opened.values()].reduce((sum, { keeper }) => sum + (keeper.view?.rows.sizeBytes ?? 0), 0);

  const open = (ref: SignalRef, registry: Registry) => {
    const dims = dimsOf(ref, registry);
    const table = () => tableOf(signals, ref);
    const hasRoom = async () => {
      const { ok } = await (await table()).countByStatus('parts');
      return takenBytes() + ok * bytesOfRow(dims) <= memoryBytes;
    };
    const place = { indexes, table, hasRoom, builder, rowsForGraph, log };
    const keeper = new IndexKeeper(ref, dims, place);
    const parts = { dims, keeper, monitor, table };
    return { keeper, index: createVectorIndex(ref, registry.spaceOf(ref), parts) };
  };

  return {
    of(ref, registry) {
      const known = opened.get(ref) ?? open(ref, registry);
      opened.set(ref, known);
      return known.index;
    },
    startKeeping() {
      timer ??= setInterval(() => {
        for (const { keeper } of opened.values()) void keeper.keep();
      }, keepEveryMs).unref();
    },
    build: (ref, registry) => builder.build(ref, dimsOf(ref, registry)),
    states: () =>
      [...opened].map(([signal, { keeper }]) => ({
        signal,
        vectors: keeper.view?.rows.directory.count ?? 0,
        inGraph: keeper.view?.graph?.rows ?? 0,
        unusable: keeper.view?.rows.unusable ?? 0,
        memoryBytes: keeper.view?.rows.sizeBytes ?? 0,
      })),
    recall: () => monitor.read(),
    async close() {
      clearInterval(timer);
      monitor.close();
      await builder.close();
      await Promise.all([...opened.values()].map(({ keeper }) => keeper.close()));
    },
  };
}

function dimsOf(ref: SignalRef, registry: Registry): number {
  const dims = registry.dimsOf(ref);
  if (dims !== undefined) return dims;
  throw inputError('no-embedding', `${ref} is no embedding: only vectors have an index.`);
}
