/** The `limit` largest of the numbers that it is offered: a heap with the least of them on top. */
export class Largest {
  readonly #heap: Float64Array;
  #size = 0;

  constructor(limit: number) {
    this.#heap = new Float64Array(limit);
  }

  /** What a number must exceed to be among them: −∞ until there are `limit`. */
  get least(): number {
    return this.#size < this.#heap.length ? -Infinity : (this.#heap[0] ?? -Infinity);
  }

  offer(number: number): void {
    if (this.#size < this.#heap.length) {
      this.#size += 1;
      this.#rise(this.#size - 1, number);
    } else if (number > this.least) {
      this.#sink(number);
    }
  }

  #rise(from: number, number: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = this.#heap[above] ?? 0;
      if (other <= number) break;
      this.#heap[at] = other;
      at = above;
    }
    this.#heap[at] = number;
  }

  #sink(number: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.#size) break;
      if (below + 1 < this.#size && this.#at(below + 1) < this.#at(below)) below += 1;
      if (this.#at(below) >= number) break;
      this.#heap[at] = this.#at(below);
      at = below;
    }
    this.#heap[at] = number;
  }

  #at(place: number): number {
    return this.#heap[place] ?? 0;
  }
}
