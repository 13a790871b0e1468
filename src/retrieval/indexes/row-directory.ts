import type { RowKey, RowPlace } from '../../storage/indexes/row-keys.ts';

const none = -1;

/**
 * Whose vector each row of an index is, and where in the table it came from. Rows that were taken
 * out are given to others; those below `fixed` are not, since a graph holds what lay there.
 */
export class RowDirectory {
  /** Rows below it are never given to another. */
  readonly fixed: number;
  readonly #entries: (RowKey | undefined)[] = [];
  readonly #firstOf = new Map<string, number>();
  /** The next row of the same item. */
  readonly #next: number[] = [];
  readonly #free: number[] = [];
  #count = 0;
  #liveFixed = 0;

  constructor(fixed = 0) {
    this.fixed = fixed;
  }

  /** Rows that are or were taken: they are counted from 0. */
  get size(): number {
    return this.#entries.length;
  }

  /** Rows that are taken. */
  get count(): number {
    return this.#count;
  }

  /** Items that have a row. */
  get items(): number {
    return this.#firstOf.size;
  }

  /** Rows of the graph that were taken out. */
  get deadFixed(): number {
    return Math.min(this.fixed, this.size) - this.#liveFixed;
  }

  find(row: number): RowKey | undefined {
    return this.#entries[row];
  }

  isThere(row: number): boolean {
    return this.#entries[row] !== undefined;
  }

  /** The rows of an item: its own and those of its parts. */
  *rowsOf(item: string): Generator<number> {
    for (let row = this.#firstOf.get(item) ?? none; row !== none; row = this.#next[row] ?? none) {
      yield row;
    }
  }

  /** Every row that is taken. */
  *rows(): Generator<readonly [number, RowKey]> {
    for (const [row, entry] of this.#entries.entries()) if (entry) yield [row, entry];
  }

  /** Takes a row, and gives its number. */
  add(entry: RowKey): number {
    const row = this.#free.pop() ?? this.#entries.length;
    this.#entries[row] = entry;
    this.#next[row] = this.#firstOf.get(entry.item) ?? none;
    this.#firstOf.set(entry.item, row);
    this.#count += 1;
    if (row < this.fixed) this.#liveFixed += 1;
    return row;
  }

  /** The same vector now lies elsewhere in the table. */
  move(row: number, place: RowPlace): void {
    const entry = this.#entries[row];
    if (entry) this.#entries[row] = { ...entry, ...place };
  }

  remove(row: number): void {
    const entry = this.#entries[row];
    if (!entry) return;
    const next = this.#next[row] ?? none;
    const others = [...this.rowsOf(entry.item)];
    const before = others[others.indexOf(row) - 1];
    if (before !== undefined) this.#next[before] = next;
    else if (next === none) this.#firstOf.delete(entry.item);
    else this.#firstOf.set(entry.item, next);
    this.#entries[row] = undefined;
    this.#count -= 1;
    if (row < this.fixed) this.#liveFixed -= 1;
    else this.#free.push(row);
  }
}
