import type { Clock } from '../../base/clock.ts';
import type { Home } from '../../base/home.ts';
import type { Logger } from '../../base/log.ts';
import type { Live } from '../../contracts/live.ts';
import type { DegradedMode } from '../../contracts/online.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Versions } from '../versions/versions.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import type { OnlineResult } from './answer.ts';
import type { OnlineContent } from './content.ts';
import type { Door } from './door.ts';

/** What somebody wants to know of a content. */
export interface OnlineRequest {
  readonly content: OnlineContent;
  /** Versions that have an extractor. */
  readonly asked: readonly SignalRef[];
  /** As they stood when the request came: one request sees one of these. */
  readonly versions: Versions;
  /** Of `performance.now()`; what would be later is not computed. */
  readonly deadline: number;
  /** Aborted when whoever asked is gone. */
  readonly signal?: AbortSignal;
  /** What is taken in place of a value that cannot be had in time. */
  readonly takes?: readonly DegradedMode[];
}

/** Counts since the process began. */
export interface OnlineTally {
  readonly requests: Omit<Live['requests'], 'inHand'>;
  readonly batches: Live['batches'];
  readonly cache: Pick<Live['cache'], 'memoryHits' | 'diskHits' | 'misses'>;
}

/** Computes signals of content while somebody waits, in threads that do nothing else. */
export interface OnlineExtraction {
  compute(request: OnlineRequest): Promise<OnlineResult>;
  /** Lets requests in before their bodies are read. */
  readonly door: Door;
  /** Loads the models of all versions that are computed, and runs them once, in every thread. */
  warm(versions: Versions): Promise<void>;
  readonly isReady: boolean;
  /** Its threads, for queries that somebody waits for as well. */
  readonly pools: ExtractionPools;
  /** Lets go of results in memory: one of them may be of an item that was deleted. */
  forget(): void;
  /** A new object of plain data. */
  stats(): Omit<Live, 'inference'>;
  tally(): OnlineTally;
  queue(): Pick<Live['queue'], 'waiting' | 'running'>;
  close(): Promise<void>;
}

/** What it is made of. */
export interface OnlineParts {
  readonly home: Home;
  readonly blobs: Pick<Blobs, 'localPath'>;
  readonly log: Logger;
  readonly clock: Clock;
}
