import { setTimeout as sleep } from 'node:timers/promises';
import type { RowsState } from '../lance/rows-state.ts';
import type { SignalTable } from '../lance/signal-table.ts';
import { byPart } from '../lance/row-format.ts';
import { itemsAtOnce, openCopyFile, type CopyFile } from './copy-file.ts';
import { servedRecords, type ServedRecord, type ServedRecords } from './served-record.ts';

/** The records of one version of one signal, by item, near at hand. */
export interface SignalCopy {
  /** About as many as it takes on the disk. */
  readonly bytes: number;
  /** What the table holds of these items; undefined where the copy is not equal to the table. */
  recordsOf(table: SignalTable, items: readonly string[]): Promise<ServedRecords | undefined>;
  /**
   * Sees whether the table changed. Often enough, no table can be dropped and made anew with as many
   * commits as the one before without being noticed.
   */
  check(table: SignalTable): Promise<boolean>;
  /**
   * Brings the copy to where the table is, unless that changes meanwhile.
   *
   * @param room Bytes that the copy may take.
   * @throws {CopyTooLarge}
   */
  follow(table: SignalTable, room: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** There is no room for a whole copy. */
export class CopyTooLarge extends Error {}

/** What a pass is about. */
interface Pass {
  readonly file: CopyFile;
  readonly table: SignalTable;
  readonly room: number;
  readonly signal: AbortSignal;
}

/** The files of the fragments of a bucket that the copy has seen. */
type Seen = ReadonlyMap<number, string>;

export async function openSignalCopy(folder: string): Promise<SignalCopy> {
  let file = await openCopyFile(folder);
  let seen: readonly Seen[] = [];
  /** The state of the table that the file is equal to. */
  let equalTo: string | undefined;
  /** Whether the table was away: what was copied is of one that may be there no more. */
  let isOfAnother = false;

  const begin = async () => {
    await file.close();
    file = await openCopyFile(folder);
    seen = [];
    isOfAnother = false;
  };

  const pass = async (table: SignalTable, room: number, signal: AbortSignal) => {
    const buckets = [...(await table.latestVersions()).keys()];
    const states = await Promise.all(buckets.map((bucket) => table.openState(bucket)));
    try {
      const own = { file, table, room, signal };
      if (file.rows === 0) await copyAll(own);
      else for (const [at, state] of states.entries()) await copyChanges(own, state, seen[at]);
      seen = states.map(({ fragments }) => filesOf(fragments));
    } finally {
      for (const state of states) state.close();
    }
  };

  /** Once another state was seen, only a pass makes the copy equal again. */
  const check = async (table: SignalTable): Promise<boolean> => {
    if (equalTo === undefined) return false;
    try {
      const state = await stateOf(table);
      // The copy may have begun to change meanwhile.
      if (equalTo !== state) equalTo = undefined;
    } catch (error) {
      equalTo = undefined;
      isOfAnother = true;
      throw error;
    }
    return equalTo !== undefined;
  };

  return {
    get bytes() {
      return file.bytes;
    },
    check,
    async recordsOf(table, items) {
      if (!(await check(table))) return undefined;
      const found = new Map<string, readonly ServedRecord[]>();
      for (const item of items) {
        const records = file.recordsOf(item);
        if (records.length > 0) found.set(item, records.toSorted(byPart));
      }
      return found;
    },
    async follow(table, room, signal) {
      if (await check(table)) return;
      const before = await stateOf(table);
      if (isOfAnother) await begin();
      await pass(table, room, signal);
      if ((await rowsOf(table)) !== file.rows && (await stateOf(table)) === before) {
        // Items went: what was of them goes with the file.
        await begin();
        await pass(table, room, signal);
      }
      const rows = await rowsOf(table);
      if (rows === file.rows && (await stateOf(table)) === before) equalTo = before;
    },
    async close() {
      // Who asks at this moment asks the table.
      equalTo = undefined;
      await file.close();
    },
  };
}

/** Another after every change of the table. */
async function stateOf(table: SignalTable): Promise<string> {
  return (await table.latestVersions()).join(' ');
}

function filesOf(fragments: RowsState['fragments']): Seen {
  return new Map([...fragments].map(([id, { files }]) => [id, files]));
}

async function rowsOf(table: SignalTable): Promise<number> {
  const { ok, abstained, failed } = await table.countByStatus('parts');
  return ok + abstained + failed;
}

/** Copies every row; those that change meanwhile are in fragments that are not seen yet. */
async function copyAll(pass: Pass): Promise<void> {
  for await (const records of pass.table.scan()) {
    await inSteps(servedRecords(records), pass, (some) => pass.file.add(some));
  }
}

/**
 * Copies the items of which fragments that were not seen before hold rows that the copy has not.
 * Fragments that only lost rows need nothing: rows that were replaced are in another.
 */
async function copyChanges(pass: Pass, state: RowsState, seen: Seen = new Map()): Promise<void> {
  const files = [...filesOf(state.fragments)];
  const fresh = files.filter(([id, own]) => seen.get(id) !== own).map(([id]) => id);
  for await (const batch of state.read(fresh, 'every head')) {
    const changed = new Set<string>();
    for (let row = 0; row < batch.rows; row += 1) {
      const { item, part, computedAt } = batch.head(row);
      const known = pass.file.recordsOf(item).find((record) => record.part === part);
      if (known?.computedAt !== computedAt) changed.add(item);
    }
    const items = new Map([...changed].map((item) => [item, item]));
    await inSteps(items, pass, async (some) => {
      const ids = [...some.keys()];
      const records = servedRecords(await pass.table.recordsOf(ids));
      await pass.file.put(new Map(ids.map((id) => [id, records.get(id) ?? []])));
    });
  }
}

/** A step takes a few milliseconds, and as long a rest follows: requests wait for one at most. */
async function inSteps<Thing>(
  things: ReadonlyMap<string, Thing>,
  { file, room, signal }: Pass,
  step: (some: ReadonlyMap<string, Thing>) => Promise<void>,
): Promise<void> {
  const all = [...things];
  for (let start = 0; start < all.length; start += itemsAtOnce) {
    signal.throwIfAborted();
    if (file.bytes > room) throw new CopyTooLarge();
    const begun = performance.now();
    await step(new Map(all.slice(start, start + itemsAtOnce)));
    await sleep(performance.now() - begun, undefined, { signal });
  }
}
