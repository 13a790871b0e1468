import type { AttributeValue, ItemText } from '../contracts/item.ts';

/** Where the bytes of an asset are, before anything has been read. */
export type AssetOrigin =
  /** An absolute path; a Buffer where the name on disk is not valid UTF-8. `node:fs` takes both. */
  | { readonly kind: 'file'; readonly path: string | Buffer }
  | { readonly kind: 'url'; readonly url: string }
  | {
      /** Made or carried by the source itself: a rasterised SVG, bytes in a Parquet column. */
      readonly kind: 'bytes';
      readonly name: string;
      /** Changes when the bytes would: the same revision promises the same bytes. */
      readonly revision: string;
      bytes(): Promise<Uint8Array>;
    };

/** One item as its source tells it, before its assets are read. */
export interface ListedItem {
  readonly kind: 'item';
  /** Valid, stable from one listing to the next, unique in its source: 1..1024 characters. */
  readonly id: string;
  /** Where it was found, for people: `catalogue.csv, line 12`. */
  readonly origin: string;
  readonly assets: readonly AssetOrigin[];
  readonly text: ItemText;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A row or file that cannot become an item, or the part of one that was dropped. */
export interface ListedProblem {
  readonly kind: 'problem';
  /** The item that failed, where it has an id; an item of this id may be listed as well. */
  readonly id?: string;
  readonly origin: string;
  /** kebab-case: `ragged-row`, `duplicate-id`, `svg-refused`. */
  readonly code: string;
  readonly message: string;
}

export type Listed = ListedItem | ListedProblem;

/** A place that items come from. */
export interface Source {
  /** Stable key of the source: an absolute path, `stdin`, `openmoji`. */
  readonly name: string;
  readonly title: string;
  /** What its columns are taken for, in words, where it has columns. */
  readonly columns?: string;
  /** Streams in bounded memory and in the same order each time. `stdin` can be listed once. */
  list(): AsyncIterable<Listed>;
  /** How many items and problems to expect, where that is cheap to know. */
  count?(): Promise<number>;
}

export const sourceFormats = ['csv', 'tsv', 'jsonl', 'parquet', 'urls'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

/** What a user may say of a source; what is not said is found by name and content. */
export interface SourceOptions {
  readonly idColumn?: string;
  readonly titleColumn?: string;
  readonly descriptionColumn?: string;
  readonly tagsColumn?: string;
  readonly imageColumns?: readonly string[];
  readonly videoColumns?: readonly string[];
  /** The whole of a sample catalogue instead of its fair sample. */
  readonly all?: boolean;
  readonly format?: SourceFormat;
}

export function problem(origin: string, code: string, message: string, id?: string): ListedProblem {
  return { kind: 'problem', origin, code, message, ...(id === undefined ? {} : { id }) };
}
