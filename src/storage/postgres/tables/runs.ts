import type { Generated } from 'kysely';

export type RunState = 'listing' | 'running' | 'done' | 'failed' | 'interrupted';

export interface RunsTable {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly state: RunState;
  readonly process: string;
  readonly started_at: Generated<Date>;
  readonly ended_at: Date | null;
  readonly listed: Generated<number>;
  readonly unchanged: Generated<number>;
  readonly due: Generated<number>;
  readonly removed: Generated<number>;
  readonly error: string | null;
}

export interface ProblemsTable {
  readonly run: string;
  readonly origin: string;
  readonly item: string | null;
  readonly code: string;
  readonly message: string;
}
