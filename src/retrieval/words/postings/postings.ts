import { setImmediate as nextTurn } from 'node:timers/promises';

/** What an item is searched by in words, as its row in `search_documents` has it. */
export interface WordDocument {
  readonly item: string;
  /** A text search configuration of PostgreSQL: `english`. */
  readonly configuration: string;
  /** Each once. */
  readonly terms: readonly string[];
  /** Of each term, in halves: the least weight of a field. */
  readonly frequencies: readonly number[];
  readonly length: number;
}

/** A document and the frequency of a term in it are one number: document · 2¹⁶ + frequency in halves. */
const frequencies = 2 ** 16;

/** Documents that are gone are passed over until they are so many, beside those that are there. */
const mostGone = { least: 1000, share: 0.25 };

/** Lists that are tidied before others have their turn. */
const listsAtOnce = 500;

/** Memory of a document and of a posting, about: measured with 30 terms a document. */
const bytes = { document: 200, posting: 14 };

/** Whose posting it is. */
export function documentOf(posting: number): number {
  return Math.floor(posting / frequencies);
}

/** How often the term is there, where a field counts by its weight. */
export function frequencyOf(posting: number): number {
  // A remainder of such large numbers would take ten times as long.
  return (posting - Math.floor(posting / frequencies) * frequencies) / 2;
}

/** Terms and the documents that have them, in memory: what ranking by common words walks over. */
export class Postings {
  readonly #lists = new Map<string, number[]>();
  readonly #numbers = new Map<string, number>();
  readonly #items: (string | undefined)[] = [];
  readonly #lengths: number[] = [];
  readonly #codes: number[] = [];
  readonly #configurations: string[] = [];
  /** Numbers that no list has any more. */
  #free: number[] = [];
  #gone: number[] = [];
  #postings = 0;

  /** Documents are numbered below it. */
  get size(): number {
    return this.#items.length;
  }

  /** Documents that are there. */
  get count(): number {
    return this.#numbers.size;
  }

  get sizeBytes(): number {
    return this.size * bytes.document + this.#postings * bytes.posting;
  }

  get items(): Iterable<string> {
    return this.#numbers.keys();
  }

  numberOf(item: string): number | undefined {
    return this.#numbers.get(item);
  }

  /** Undefined for one that is gone. */
  itemOf(document: number): string | undefined {
    return this.#items[document];
  }

  lengthOf(document: number): number {
    return this.#lengths[document] ?? 0;
  }

  /** Its place in `configurations`. */
  configurationOf(document: number): number {
    return this.#codes[document] ?? 0;
  }

  get configurations(): readonly string[] {
    return this.#configurations;
  }

  /** Every document with the term, also such as are gone: what `documentOf` and `frequencyOf` read. */
  listOf(term: string): readonly number[] | undefined {
    return this.#lists.get(term);
  }

  /** Takes a document in, in place of what the item had before. */
  put({ item, configuration, terms, frequencies: halves, length }: WordDocument): void {
    this.remove(item);
    const document = this.#free.pop() ?? this.#items.length;
    this.#items[document] = item;
    this.#lengths[document] = length;
    this.#codes[document] = this.#codeOf(configuration);
    this.#numbers.set(item, document);
    for (const [at, term] of terms.entries()) {
      const posting = document * frequencies + Math.min(frequencies - 1, halves[at] ?? 0);
      const list = this.#lists.get(term);
      if (list) list.push(posting);
      else this.#lists.set(term, [posting]);
    }
    this.#postings += terms.length;
  }

  #codeOf(configuration: string): number {
    const known = this.#configurations.indexOf(configuration);
    return known >= 0 ? known : this.#configurations.push(configuration) - 1;
  }

  remove(item: string): void {
    const document = this.#numbers.get(item);
    if (document === undefined) return;
    this.#numbers.delete(item);
    this.#items[document] = undefined;
    this.#gone.push(document);
  }

  /** Takes what is gone out of the lists, once it is much; others have their turn meanwhile. */
  async tidy(): Promise<void> {
    const { least, share } = mostGone;
    if (this.#gone.length < Math.max(least, this.count * share)) return;
    const gone = new Set(this.#gone);
    this.#gone = [];
    let done = 0;
    for (const [term, list] of this.#lists) {
      const left = list.filter((posting) => !gone.has(documentOf(posting)));
      this.#postings -= list.length - left.length;
      if (left.length === 0) this.#lists.delete(term);
      else if (left.length < list.length) this.#lists.set(term, left);
      done += 1;
      if (done % listsAtOnce === 0) await nextTurn();
    }
    this.#free.push(...gone);
  }
}
