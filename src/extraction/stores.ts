import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { SignalStore } from '../storage/lance/signal-store.ts';
import type { Database } from '../storage/postgres/database.ts';

/** What extraction reads from and writes to. */
export interface Stores {
  readonly db: Database;
  readonly blobs: Blobs;
  readonly signals: SignalStore;
  readonly log: Logger;
  readonly clock: Clock;
}
