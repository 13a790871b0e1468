import { Gauge, type Registry } from 'prom-client';
import type { VectorIndexes } from '../../retrieval/indexes/vector-indexes.ts';

/** What indexes hold, and what the recall monitor says of them: of each version of an embedding. */
export function observeIndexes(registry: Registry, indexes: VectorIndexes): void {
  const registers = [registry];
  new Gauge({
    name: 'understory_index_vectors',
    help: 'Vectors that can be searched, and those of them that are in a graph.',
    labelNames: ['signal', 'part'],
    registers,
    collect() {
      this.reset();
      for (const { signal, vectors, inGraph } of indexes.states()) {
        this.set({ signal, part: 'all' }, vectors);
        this.set({ signal, part: 'graph' }, inGraph);
      }
    },
  });
  new Gauge({
    name: 'understory_index_memory_bytes',
    help: 'What an index takes in memory.',
    labelNames: ['signal'],
    registers,
    collect() {
      this.reset();
      for (const { signal, memoryBytes } of indexes.states()) this.set({ signal }, memoryBytes);
    },
  });
  new Gauge({
    name: 'understory_index_recall',
    help: 'Share of the true neighbours that sampled queries were given, by the share that matched.',
    labelNames: ['signal', 'selectivity', 'statistic'],
    registers,
    collect() {
      this.reset();
      for (const { signal, selectivity, mean, p1 } of indexes.recall()) {
        this.set({ signal, selectivity, statistic: 'mean' }, mean);
        this.set({ signal, selectivity, statistic: 'p1' }, p1);
      }
    },
  });
}
