import type { JSONColumnType } from 'kysely';
import type { OdcsDocument } from '../../../contracts/odcs.ts';

export interface PublishedContractsTable {
  readonly signal: string;
  readonly version: number;
  readonly document: JSONColumnType<OdcsDocument>;
  readonly published_at: Date;
}
