import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Asset, AttributeValue, ItemText, Medium } from '../../../contracts/item.ts';

export type ItemState = 'pending' | 'done' | 'failed';

/** Why the bytes of an item could not be had when it was listed. */
export interface ListingFailure {
  readonly code: string;
  readonly message: string;
}

export interface ItemsTable {
  readonly id: string;
  readonly source: string;
  readonly origin: string;
  readonly assets: JSONColumnType<Asset[]>;
  readonly content: GeneratedAlways<string | null>;
  readonly text: JSONColumnType<ItemText>;
  readonly attributes: JSONColumnType<Record<string, AttributeValue>>;
  readonly input: string;
  readonly done_input: string | null;
  readonly clustered_input: string | null;
  readonly state: ItemState;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly listing_failure: JSONColumnType<ListingFailure> | null;
  readonly attempts: Generated<number>;
  readonly begun_by: string | null;
  readonly seen_run: string;
  readonly read_at: Generated<Date>;
  readonly computed_at: Date | null;
  readonly position: GeneratedAlways<string>;
  readonly title: string;
  readonly excerpt: string;
  readonly match_text: Generated<string>;
  readonly title_key: GeneratedAlways<string | null>;
  readonly medium: Medium | null;
  readonly width: Generated<number>;
  readonly height: Generated<number>;
  readonly duration_seconds: number | null;
  readonly colour: string | null;
  readonly safety: 'safe' | 'sensitive' | 'unsafe' | null;
  readonly quality: number | null;
  readonly cluster: string | null;
  readonly facets: Generated<string[]>;
}

export interface FilesTable {
  readonly path: string;
  readonly status: string;
  readonly digest: string;
}
