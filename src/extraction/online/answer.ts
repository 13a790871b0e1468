import type { Outcome } from '../../contracts/outcome.ts';
import type { DegradedMode } from '../../contracts/online.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Failure } from '../understand-picture.ts';
import type { Entry } from './entry.ts';
import type { Refusal } from './refusal.ts';

/** What is answered for one version that was asked for. */
export interface OnlineValue {
  /** Undefined where it is absent. */
  readonly entry: Entry | undefined;
  readonly cached: 'no' | 'memory' | 'disk';
  /** Where this is not what was asked for: what it is in place of it, and why. */
  readonly degraded?: { readonly mode: DegradedMode; readonly because: string };
}

/** Values by the versions asked for, where there is any. */
export interface OnlineAnswer {
  readonly kind: 'answer';
  readonly values: ReadonlyMap<SignalRef, OnlineValue>;
  readonly waitedMs: number;
}

/** A picture that cannot be decoded: nothing can be said of the content. */
export interface BadPicture extends Failure {
  readonly kind: 'bad-picture';
}

export type OnlineResult = OnlineAnswer | BadPicture | Refusal;

/** The vector of a content as a whole; undefined where the version abstained or is no embedding. */
export function vectorOf(entry: Entry | undefined): readonly number[] | undefined {
  const outcome = wholeOf(entry);
  if (outcome?.status !== 'ok') return undefined;
  const { value } = outcome;
  if (typeof value !== 'object' || value === null || !('vector' in value)) return undefined;
  return Array.isArray(value.vector) ? value.vector.map(Number) : undefined;
}

export function wholeOf(entry: Entry | undefined): Outcome<unknown> | undefined {
  return entry?.outcomes.find(({ part }) => part === '')?.outcome;
}
