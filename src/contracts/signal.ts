import type { Expectation } from './expectation.ts';
import type { SignalRef } from './signal-ref.ts';
import type { SignalName } from './values.ts';

export type SignalKind =
  'embedding' | 'labels' | 'boxes' | 'spans' | 'score' | 'hash' | 'text' | 'cluster' | 'structure';

/**
 * What a signal is computed from: fields of the item, and other signals in the version that it was
 * made for, so that a new version of those changes nothing here.
 */
export type SignalInput = 'image' | 'video' | 'title' | 'description' | 'tags' | SignalRef;

/** What readers may count on; `understory signals check` says whether it holds. */
export interface Promises {
  /** Share of the catalogue's items that have a row, 0..1. */
  readonly coverage: number;
  /** Within this, 99 of 100 items are computed after they were read or changed. */
  readonly freshnessSeconds: number;
  /** Within this, 99 of 100 look-ups of one item are answered by a server. */
  readonly lookupMs: number;
}

/** A change of a version that left its values comparable with those before. */
export interface ChangelogEntry {
  readonly minor: number;
  /** `2026-11-23` */
  readonly on: string;
  readonly what: string;
}

/**
 * What a signal promises to those who read it. What is left out is as for others of its kind:
 * `signals/contract/full-contract`.
 */
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
  /** Units of its numbers by path, as in `shots[].startSeconds`; what has none is a pure number. */
  readonly units?: Readonly<Record<string, string>>;
  /** CPU an item on one core: cheap < 5 ms, moderate < 50 ms, dear above. */
  readonly cost: 'cheap' | 'moderate' | 'dear';
  /** Of an embedding made to be compared with another signal: the version whose space it shares. */
  readonly space?: SignalRef;
  /** Raised when values change and stay comparable: fresh ones may lie beside old ones. 0 at first. */
  readonly minor?: number;
  /** The team or person to talk to. */
  readonly owner?: string;
  readonly promises?: Partial<Promises>;
  /** Beyond those of all signals of its kind. */
  readonly expectations?: readonly Expectation[];
  /** From the first on: one for each minor version. */
  readonly changelog?: readonly ChangelogEntry[];
}
