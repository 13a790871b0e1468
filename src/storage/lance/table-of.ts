import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName } from '../../contracts/values.ts';
import type { SignalStore } from './signal-store.ts';
import type { SignalTable } from './signal-table.ts';

/** The table of a version of a signal. */
export function tableOf<Name extends SignalName>(
  signals: Pick<SignalStore, 'table'>,
  ref: SignalRef<Name>,
): Promise<SignalTable<Name>> {
  const { name, version } = versionOf(ref);
  return signals.table(name as Name, version);
}
