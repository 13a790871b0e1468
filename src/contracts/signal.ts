import type { SignalRef } from './signal-ref.ts';
import type { SignalName } from './values.ts';

export type SignalKind =
  'embedding' | 'labels' | 'boxes' | 'spans' | 'score' | 'hash' | 'text' | 'cluster' | 'structure';

/**
 * What a signal is computed from: fields of the item, and other signals in the version that it was
 * made for, so that a new version of those changes nothing here.
 */
export type SignalInput = 'image' | 'video' | 'title' | 'description' | 'tags' | SignalRef;

/** What a signal promises to those who read it. */
export interface SignalContract {
  readonly name: SignalName;
  /** Raised when values stop being comparable with those before: versions live side by side. */
  readonly version: number;
  readonly kind: SignalKind;
  readonly inputs: readonly SignalInput[];
  /** Names of the models it runs; empty for plain code. */
  readonly models: readonly string[];
  /** A paragraph for the people who read the signal. */
  readonly meaning: string;
  /** Range and unit of its numbers, in words. */
  readonly range: string;
  /** CPU an item on one core: cheap < 5 ms, moderate < 50 ms, dear above. */
  readonly cost: 'cheap' | 'moderate' | 'dear';
  /** Of an embedding made to be compared with another signal: the version whose space it shares. */
  readonly space?: SignalRef;
}
