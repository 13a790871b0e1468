import { setTimeout as sleep } from 'node:timers/promises';
import { minuteMs } from '../../base/durations.ts';
import { codeOf } from '../../base/errors.ts';
import type { Logger } from '../../base/log.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalStore } from '../lance/signal-store.ts';
import type { SignalTable } from '../lance/signal-table.ts';
import { tableOf } from '../lance/table-of.ts';
import {
  servedRecords,
  servedTable,
  type ServedRecords,
  type ServedTables,
} from './served-record.ts';
import { CopyTooLarge, openSignalCopy, type SignalCopy } from './signal-copy.ts';

/** Tables whose records of some items are answered from a copy wherever it equals the table. */
export interface CopiedSignals extends ServedTables {
  uses(): CopyUses;
  close(): Promise<void>;
}

export interface CopyUses {
  /** Questions that a copy answered, and those that the table was asked. */
  readonly copy: number;
  readonly table: number;
  readonly bytes: number;
  /** How often a table had no room. */
  readonly tooLarge: number;
}

export interface CopyOptions {
  /** Of the local disk. */
  readonly folder: string;
  /** What all copies together may take; 0 for none. */
  readonly mostBytes: number;
  readonly log: Logger;
}

interface Held {
  copy: SignalCopy | undefined;
  /** Milliseconds of `performance.now()`. */
  askedAt: number;
  followAt: number;
}

/** How often what was copied is compared with the table. */
const tickMs = 500;
/** Following takes a tenth of the time at most. */
const pauseShare = 10;
/** Copies that nobody asked for so long are let go. */
const idleMs = 10 * minuteMs;
/** After a failure, or where there was no room. */
const retryMs = 5 * minuteMs;

/**
 * Copies the tables that are asked for records of items, each from its first question on, and
 * follows them. A copy answers only while the table is at the very state that was copied: an answer
 * is never older than one of the table itself. Searches, scans and writes are the table's own.
 */
export function openCopiedSignals(
  signals: Pick<SignalStore, 'table'>,
  { folder, mostBytes, log }: CopyOptions,
): CopiedSignals {
  const held = new Map<SignalRef, Held>();
  const stopping = new AbortController();
  const counts = { copy: 0, table: 0, tooLarge: 0 };
  const bytes = () => [...held.values()].reduce((sum, { copy }) => sum + (copy?.bytes ?? 0), 0);

  const ask = async (table: SignalTable, items: readonly string[]): Promise<ServedRecords> => {
    const now = performance.now();
    const known = held.get(table.ref);
    if (known) known.askedAt = now;
    else held.set(table.ref, { copy: undefined, askedAt: now, followAt: now });
    try {
      const found = await known?.copy?.recordsOf(table, items);
      counts[found ? 'copy' : 'table'] += 1;
      return found ?? servedRecords(await table.recordsOf(items));
    } catch (error) {
      if (isDropped(error)) await letGo(table.ref);
      throw error;
    }
  };

  /** What follows a table opens it, and so would make one that was dropped anew. */
  const letGo = async (ref: SignalRef): Promise<void> => {
    const copy = held.get(ref)?.copy;
    held.delete(ref);
    await copy?.close();
  };

  const follow = async (ref: SignalRef, each: Held): Promise<void> => {
    const begun = performance.now();
    try {
      const table = await tableOf(signals, ref);
      if ((await each.copy?.check(table)) === true || begun < each.followAt) return;
      each.copy ??= await openSignalCopy(folder);
      const room = mostBytes - bytes() + each.copy.bytes;
      await each.copy.follow(table, room, stopping.signal);
      each.followAt = begun + (1 + pauseShare) * (performance.now() - begun);
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (isDropped(error)) {
        await letGo(ref);
        return;
      }
      if (error instanceof CopyTooLarge) {
        counts.tooLarge += 1;
        log.info({ ref, bytes: bytes() }, 'no room to copy a table for look-ups');
      } else {
        log.warn({ ref, error }, 'a table could not be copied for look-ups');
      }
      await each.copy?.close();
      each.copy = undefined;
      each.followAt = performance.now() + retryMs;
    }
  };

  const tick = async (): Promise<void> => {
    for (const [ref, each] of held) {
      if (stopping.signal.aborted) return;
      const now = performance.now();
      if (now - each.askedAt > idleMs) {
        await letGo(ref);
      } else {
        await follow(ref, each);
      }
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await tick();
      await sleep(tickMs, undefined, { ref: false, signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  };
  const running = mostBytes > 0 ? run() : Promise.resolve();

  return {
    async table(ref) {
      const table = await tableOf(signals, ref);
      const served = servedTable(table);
      return mostBytes > 0
        ? { ...served, recordsOf: (items: readonly string[]) => ask(table, items) }
        : served;
    },
    uses: () => ({ ...counts, bytes: bytes() }),
    async close() {
      stopping.abort();
      await running;
      for (const { copy } of held.values()) await copy?.close();
    },
  };
}

function isDropped(error: unknown): boolean {
  return codeOf(error) === 'dropped-version';
}
