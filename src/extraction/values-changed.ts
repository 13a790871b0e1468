import type { Change } from '../contracts/changes.ts';
import type { Item } from '../contracts/item.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';

interface Written {
  readonly item: Pick<Item, 'id'>;
  readonly due: readonly SignalRef[];
}

/** That the values of items were written: one event a version, however many items. */
export function valuesChanged(written: readonly Written[]): Change[] {
  const refs = [...new Set(written.flatMap(({ due }) => due))];
  return refs.map((ref) => {
    const { name: signal, version } = versionOf(ref);
    const items = written.filter(({ due }) => due.includes(ref)).map(({ item }) => item.id);
    return {
      type: 'understory.signal.values.changed.v1',
      data: { signal, version, items },
    };
  });
}
