import { rm } from 'node:fs/promises';
import { codeOf, messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/log.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { findSavedIndex, type SavedIndex } from '../../storage/indexes/saved-index.ts';
import type { FollowedTable } from '../../storage/lance/followed-table.ts';
import type { GraphView, IndexView } from './execute-nearest.ts';
import { followTable, isFollowed } from './follow-table.ts';
import type { IndexBuilder } from './index-builder.ts';
import { readIndex } from './index-file.ts';
import { VectorRows } from './vector-rows.ts';
import { within } from './within.ts';

export interface KeeperPlace {
  /** The folder of saved indexes. */
  readonly indexes: string;
  readonly table: () => Promise<FollowedTable>;
  /** Whether so many rows may be held in memory. */
  readonly hasRoom: () => Promise<boolean>;
  readonly builder: IndexBuilder;
  /** From so many rows on a graph is built. */
  readonly rowsForGraph: number;
  readonly log: Logger;
}

/** An index that can be searched now, and whether changes of the table are still to come. */
export interface ReadyView extends IndexView {
  readonly behind: boolean;
}

/** How long a query waits for rows to be read the first time, and for changes. */
const patienceMs = { load: 150, follow: 500 };

/** After so long a follow the next one waits four times as long: that time is for others. */
const longFollowMs = 250;

/** After a step went wrong it is tried again so much later. */
const retryMs = 10_000;

/** A graph is built anew when so many rows, and this share of it, are outside or gone. */
const outdated = { rows: 5000, share: 0.05 };

function asReady(view: IndexView | undefined, behind: boolean): ReadyView | undefined {
  return view && { ...view, behind };
}

/** Keeps one index in this process like its table: reads it, follows it, has its graph built. */
export class IndexKeeper {
  readonly ref: SignalRef;
  readonly #dims: number;
  readonly #place: KeeperPlace;
  readonly #stop = new AbortController();
  #view: IndexView | undefined;
  #saved: string | undefined;
  #loading: Promise<void> | undefined;
  #following: Promise<void> | undefined;
  #keeping: Promise<void> | undefined;
  #notBefore = { load: 0, follow: 0, build: 0 };

  constructor(ref: SignalRef, dims: number, place: KeeperPlace) {
    this.ref = ref;
    this.#dims = dims;
    this.#place = place;
  }

  get view(): IndexView | undefined {
    return this.#view;
  }

  /** The index, as new as it can be had without a long wait; undefined while it is being read. */
  async ready(): Promise<ReadyView | undefined> {
    const view = this.#view;
    if (!view) {
      await within(this.#load(), patienceMs.load);
      return asReady(this.#view, false);
    }
    if (await this.#isFollowed(view)) return asReady(view, false);
    await within(this.#follow(), patienceMs.follow);
    return asReady(this.#view, !(await this.#isFollowed(view)));
  }

  /** What is to be done from time to time: follow, take a newer graph, have one built. */
  async keep(): Promise<void> {
    this.#keeping ??= this.#keepOnce().finally(() => {
      this.#keeping = undefined;
    });
    await this.#keeping;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all([this.#loading, this.#following, this.#keeping]);
    this.#view = undefined;
  }

  async #keepOnce(): Promise<void> {
    if (!this.#view) return;
    await this.#follow();
    await this.#try('build', async () => {
      await this.#adopt();
      if (this.#view && this.#isOutdated(this.#view)) {
        if (await this.#place.builder.build(this.ref, this.#dims)) await this.#adopt();
        else this.#notBefore.build = performance.now() + retryMs;
      }
    });
  }

  #isOutdated({ rows, graph }: IndexView): boolean {
    const { count, size, deadFixed } = rows.directory;
    if (count < this.#place.rowsForGraph) return false;
    if (!graph) return true;
    const changed = size - graph.rows + deadFixed;
    return changed > Math.max(outdated.rows, graph.rows * outdated.share);
  }

  async #load(): Promise<void> {
    this.#loading ??= this.#try('load', async () => {
      if (!(await this.#place.hasRoom())) {
        this.#notBefore.load = performance.now() + retryMs;
        return;
      }
      const saved = await findSavedIndex(this.#place.indexes, this.ref);
      const read = saved && (await this.#read(saved));
      const view = read ?? { rows: new VectorRows(this.ref, this.#dims), graph: undefined };
      await followTable(view.rows, await this.#place.table(), this.#stop.signal);
      this.#view = view;
      if (read) this.#saved = saved.name;
    }).finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async #follow(): Promise<void> {
    const view = this.#view;
    if (!view) return;
    this.#following ??= this.#try('follow', async () => {
      const begun = performance.now();
      await followTable(view.rows, await this.#place.table(), this.#stop.signal);
      const took = performance.now() - begun;
      if (took > longFollowMs) this.#notBefore.follow = performance.now() + 4 * took;
    }).finally(() => {
      this.#following = undefined;
    });
    await this.#following;
  }

  /** Takes the latest graph that was saved, by whichever process, in the place of what is served. */
  async #adopt(): Promise<void> {
    const saved = await findSavedIndex(this.#place.indexes, this.ref);
    if (saved === undefined || saved.name === this.#saved) return;
    const view = await this.#read(saved);
    if (!view) return;
    await followTable(view.rows, await this.#place.table(), this.#stop.signal);
    this.#view = view;
    this.#saved = saved.name;
  }

  /** A saved index, or undefined where it cannot be used: then it is taken away. */
  async #read(saved: SavedIndex): Promise<GraphView | undefined> {
    try {
      return await readIndex(saved, this.ref, this.#dims);
    } catch (error) {
      this.#place.log.warn({ error: messageOf(error) }, 'a saved index is made anew');
      await rm(saved.folder, { recursive: true, force: true });
      return undefined;
    }
  }

  async #isFollowed({ rows }: IndexView): Promise<boolean> {
    return await isFollowed(rows, await this.#place.table());
  }

  /** Does a step unless it went wrong a moment ago. The index is then served as it is. */
  async #try(step: 'load' | 'follow' | 'build', act: () => Promise<void>): Promise<void> {
    if (performance.now() < this.#notBefore[step]) return;
    try {
      await act();
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      // Nothing of a dropped version is kept, or followed until somebody asks for it again.
      if (codeOf(error) === 'dropped-version') this.#view = undefined;
      this.#notBefore[step] = performance.now() + retryMs;
      const about = { index: this.ref, step, error: messageOf(error) };
      this.#place.log.warn(about, 'an index could not be brought up to its table yet');
    }
  }
}
