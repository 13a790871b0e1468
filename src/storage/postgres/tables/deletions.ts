import type { Generated, JSONColumnType } from 'kysely';
import type { Removed } from '../../../contracts/deletions.ts';

/** What of an item leads to more of it where its id is not. */
export interface FoundBy {
  /** Of its assets. */
  readonly digests: readonly string[];
  /** Where it and its assets came from. */
  readonly origins: readonly string[];
  /** What it showed, as near-duplicates are looked for by. */
  readonly contents: readonly string[];
}

export interface DeletionsTable {
  readonly id: string;
  readonly item_hash: string;
  readonly item: string | null;
  readonly found_by: JSONColumnType<FoundBy> | null;
  readonly state: 'deleting' | 'done';
  readonly requested_by: string;
  readonly reason: string | null;
  readonly requested_at: Date;
  readonly ended_at: Date | null;
  readonly removed: JSONColumnType<Partial<Removed>>;
  readonly models: Generated<string[]>;
  readonly error: string | null;
  readonly restored_at: Date | null;
  readonly restored_by: string | null;
}

export interface DeletionSecretTable {
  readonly single: Generated<boolean>;
  readonly secret: string;
}
