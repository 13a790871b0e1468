import type { Generated, JSONColumnType } from 'kysely';
import type { FailingExample } from '../../../contracts/expectation.ts';

export interface ExpectationResultsTable {
  readonly id: Generated<string>;
  readonly signal: string;
  readonly version: number;
  readonly expectation: string;
  readonly at: Date;
  readonly scope: 'shard' | 'table';
  readonly rows: string | number;
  readonly failing: string | number;
  readonly measured: number | null;
  readonly ok: boolean;
  readonly examples: JSONColumnType<FailingExample[]>;
  readonly counts: JSONColumnType<Record<string, number>> | null;
}

export interface ExpectationTalliesTable {
  readonly signal: string;
  readonly version: number;
  readonly expectation: string;
  readonly hour: Date;
  readonly rows: string | number;
  readonly failing: string | number;
}
