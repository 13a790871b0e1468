import type { Generated, JSONColumnType } from 'kysely';
import type { JobPlan } from '../../../contracts/jobs.ts';
import type { ShardTally } from './shards.ts';

export type BackfillState = 'running' | 'paused' | 'external' | 'done' | 'cancelled';

export interface BackfillsTable {
  readonly id: string;
  readonly kind: 'values' | 'summary';
  readonly signal: string;
  readonly version: number;
  readonly state: BackfillState;
  readonly epoch: Generated<number>;
  readonly definition: string;
  readonly items: number;
  readonly bytes: string | number;
  readonly plan: JSONColumnType<JobPlan> | null;
  readonly rate: number | null;
  readonly next_at: Date | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

export interface BackfillShardsTable {
  readonly backfill: string;
  readonly number: number;
  readonly from_position: string;
  readonly to_position: string;
  readonly items: number;
  readonly done: number | null;
  readonly left_out: number | null;
  readonly cpu_ms: number | null;
  readonly signals: JSONColumnType<ShardTally> | null;
  readonly error: string | null;
  readonly staged: string | null;
  readonly finished_at: Date | null;
}
