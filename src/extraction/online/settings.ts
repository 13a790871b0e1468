import { availableParallelism } from 'node:os';
import { inputError } from '../../base/errors.ts';
import type { BatchSettings } from '../../runtime/batched-model.ts';

/** What computing on request may take of this machine. */
export interface OnlineSettings {
  /** Threads of each stage, which are not those of reads and backfills. */
  readonly threads: number;
  readonly batch: BatchSettings;
  /** Who would wait longer for the threads is refused. */
  readonly mostWaitMs: number;
  /** Requests of one consumer from their first byte to their answer. */
  readonly perConsumer: number;
  /** Bytes of the bodies of all requests in hand. */
  readonly mostHeldBytes: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

const megabyte = 2 ** 20;

/**
 * From the environment: `UNDERSTORY_COMPUTE_THREADS` (the cores), `UNDERSTORY_COMPUTE_BATCH` (1: runs
 * joined gain nothing on a CPU), `UNDERSTORY_COMPUTE_BATCH_DELAY_MS` (2), `UNDERSTORY_COMPUTE_WAIT_MS`
 * (2000), `UNDERSTORY_COMPUTE_PER_CONSUMER` (32), `UNDERSTORY_COMPUTE_BODIES_MB` (256),
 * `UNDERSTORY_COMPUTE_CACHE_MB` (64) and `UNDERSTORY_COMPUTE_DISK_MB` (512); 0 turns a cache off.
 *
 * @throws input `bad-setting`
 */
export function readOnlineSettings(environment: NodeJS.ProcessEnv = process.env): OnlineSettings {
  const read = (name: string, usual: number, least: number, most: number): number => {
    const text = environment[`UNDERSTORY_COMPUTE_${name}`];
    if (text === undefined || text === '') return usual;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw inputError(
      'bad-setting',
      `UNDERSTORY_COMPUTE_${name} must be a whole number from ${least} to ${most}, not ${text}.`,
    );
  };
  return {
    threads: read('THREADS', availableParallelism(), 1, 256),
    batch: { most: read('BATCH', 1, 1, 64), delayMs: read('BATCH_DELAY_MS', 2, 0, 1000) },
    mostWaitMs: read('WAIT_MS', 2000, 1, 60_000),
    perConsumer: read('PER_CONSUMER', 32, 1, 100_000),
    mostHeldBytes: read('BODIES_MB', 256, 64, 1_000_000) * megabyte,
    memoryBytes: read('CACHE_MB', 64, 0, 1_000_000) * megabyte,
    diskBytes: read('DISK_MB', 512, 0, 10_000_000) * megabyte,
  };
}
