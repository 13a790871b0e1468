import { abstain, type Outcome } from '../contracts/outcome.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { PartValues } from './named-values.ts';
import type { Said } from './run-signals.ts';

/** What one signal said of one part of an item. */
export interface Finding {
  readonly signal: SignalRef;
  readonly part: string;
  readonly outcome: Outcome<unknown>;
  readonly cpuMs: number;
}

/** The findings of a unit: a signal that said several things has one for each. */
export function findingsOf(unitPart: string, said: readonly Said[]): Finding[] {
  return said.flatMap(({ signal, outcome, cpuMs }): Finding[] => {
    if (outcome.status !== 'ok') return [{ signal, part: unitPart, outcome, cpuMs }];
    if (outcome.value.length === 0) {
      return [{ signal, part: unitPart, outcome: abstain('nothing found'), cpuMs }];
    }
    return outcome.value.map(({ part, value }, index) => ({
      signal,
      part: joinParts(unitPart, part),
      outcome: { status: 'ok', value },
      cpuMs: index === 0 ? cpuMs : 0,
    }));
  });
}

/** The values that were found of one part. */
export function valuesOf(findings: readonly Finding[], part: string): PartValues {
  const values: Partial<Record<SignalRef, unknown>> = {};
  for (const { signal, part: of, outcome } of findings) {
    if (of === part && outcome.status === 'ok') values[signal] = outcome.value;
  }
  return values;
}

export function sameOutcome(
  signals: readonly SignalRef[],
  part: string,
  outcome: Outcome<unknown>,
): Finding[] {
  return signals.map((signal) => ({ signal, part, outcome, cpuMs: 0 }));
}

export function joinParts(outer: string, inner: string): string {
  return [outer, inner].filter(Boolean).join('/');
}
