import type { Generated } from 'kysely';

/** What an item is searched by in words. */
export interface SearchDocumentsTable {
  readonly item: string;
  /** A text search configuration of PostgreSQL: `english`. */
  readonly configuration: string;
  readonly terms: string[];
  readonly frequencies: number[];
  readonly length: number;
  readonly spellings: string[];
  /** `kind:phrase` */
  readonly phrases: string[];
}

export interface SearchTermsTable {
  readonly term: string;
  readonly documents: number;
}

export interface SearchSpellingsTable {
  readonly spelling: string;
  readonly documents: number;
}

export interface SearchPhrasesTable {
  readonly kind: string;
  readonly phrase: string;
  readonly key: string;
  readonly documents: number;
}

export interface SearchStatisticsTable {
  readonly only_row: Generated<boolean>;
  readonly documents: number;
  readonly mean_length: number;
  readonly configurations: string[];
  readonly refreshed_at: Date;
}
