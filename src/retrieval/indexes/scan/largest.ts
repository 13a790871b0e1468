/** The `limit` largest of the numbers that it is offered: a heap with the least of them on top. */
export class Largest {
  readonly #heap: Float64Array;
  readonly #floor: number;
  #size = 0;

  /** @param floor What is not larger is none of them. */
  constructor(limit: number, floor = -Infinity) {
    this.#heap = new Float64Array(limit);
    this.#floor = floor;
  }

  /** What a number must exceed to be among them: the floor until there are `limit`. */
  get least(): number {
    return this.#size < this.#heap.length ? this.#floor : (this.#heap[0] ?? this.#floor);
  }

  offer(number: number): void {
    if (number <= this.#floor) return;
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
