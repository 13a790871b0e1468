import { z } from 'zod';

const seenSchema = z.object({ item: z.string(), computed_at: z.number(), replaced_at: z.number() });

interface Generation {
  readonly replacedAt: number;
  /** When the last of its rows was computed. */
  start: number;
}

/**
 * Which copy of an item in the history held at a time. A generation is the rows of an item that
 * were replaced together; it holds from when the last of them was computed until it was replaced.
 */
export class Generations {
  readonly #at: number;
  readonly #byItem = new Map<string, Map<number, Generation>>();

  constructor(at: number) {
    this.#at = at;
  }

  /** Every row is to be seen before `holds` is asked. */
  see(row: unknown): void {
    const { item, computed_at: start, replaced_at: replacedAt } = seenSchema.parse(row);
    const generations = this.#byItem.get(item) ?? new Map<number, Generation>();
    const generation = generations.get(replacedAt) ?? { replacedAt, start };
    generation.start = Math.max(generation.start, start);
    generations.set(replacedAt, generation);
    this.#byItem.set(item, generations);
  }

  /** Whether the row is of the generation of its item that held at the time. */
  holds(row: unknown): boolean {
    const { item, replaced_at: replacedAt } = seenSchema.parse(row);
    return this.#holding(item)?.replacedAt === replacedAt;
  }

  /** Takes an item out: none of its generations holds. */
  drop(item: string): void {
    this.#byItem.delete(item);
  }

  #holding(item: string): Generation | undefined {
    return [...(this.#byItem.get(item)?.values() ?? [])]
      .filter(({ start, replacedAt }) => start <= this.#at && this.#at < replacedAt)
      .toSorted((a, b) => b.replacedAt - a.replacedAt)[0];
  }
}
