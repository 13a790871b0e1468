import type { Generated, JSONColumnType } from 'kysely';
import type { Change, ChangeType } from '../../../contracts/changes.ts';

export interface ChangesTable {
  /** Number of the transaction that wrote it. */
  readonly xid: Generated<string>;
  readonly seq: Generated<string>;
  readonly type: ChangeType;
  readonly signal: string | null;
  readonly subject: string | null;
  readonly data: JSONColumnType<Change['data']>;
  readonly at: Generated<Date>;
}

export interface ChangeLogTable {
  readonly single: Generated<boolean>;
  readonly id: string;
  /** System identifier of the PostgreSQL cluster whose transactions number the rows. */
  readonly system: string;
  readonly pruned_xid: Generated<string>;
  readonly pruned_seq: Generated<string>;
}
