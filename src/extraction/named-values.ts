import { isSignalRef, versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import type { SignalValues } from '../contracts/values.ts';

/** The values of one part, by version. */
export type PartValues = Readonly<Partial<Record<SignalRef, unknown>>>;

/** The values of these versions by the names of their signals, as extractors and summaries see them. */
export function namedValues(values: PartValues, refs: readonly string[]): SignalValues {
  const named: Record<string, unknown> = {};
  for (const ref of refs.filter((candidate): candidate is SignalRef => isSignalRef(candidate))) {
    if (values[ref] !== undefined) named[versionOf(ref).name] = values[ref];
  }
  return named;
}
