import type { SignalName } from './values.ts';

export type SignalKind =
  'embedding' | 'labels' | 'boxes' | 'spans' | 'score' | 'hash' | 'text' | 'cluster' | 'structure';

/** What a signal is computed from. */
export type SignalInput = 'image' | 'video' | 'title' | 'description' | 'tags' | SignalName;

/** What a signal promises to those who read it. */
export interface SignalContract {
  readonly name: SignalName;
  /** Raised when values stop being comparable with those before. */
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
}
