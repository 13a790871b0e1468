import type { SignalName } from '../../contracts/values.ts';
import type { SignalRecord } from './signal-table.ts';

/** Records by their item, each in the order given; items without any are left out. */
export function recordsByItem<Name extends SignalName>(
  records: readonly SignalRecord<Name>[],
): Map<string, SignalRecord<Name>[]> {
  const items = new Map<string, SignalRecord<Name>[]>();
  for (const record of records) {
    const known = items.get(record.item);
    if (known) known.push(record);
    else items.set(record.item, [record]);
  }
  return items;
}
