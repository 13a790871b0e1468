import type { Generated } from 'kysely';

export type StoredVersionState = 'building' | 'live' | 'kept' | 'deprecated' | 'dropped';

export interface SignalVersionsTable {
  readonly signal: string;
  readonly version: number;
  readonly state: StoredVersionState;
  readonly since: Date;
  readonly end_of_life: Date | null;
}

export interface PointerChangesTable {
  readonly id: Generated<string>;
  readonly signal: string;
  readonly from_version: number;
  readonly to_version: number;
  readonly changed_by: string;
  readonly kind: Generated<'promote' | 'rollback'>;
  readonly at: Date;
}
