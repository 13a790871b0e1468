import type { ColumnType } from 'kysely';

/** Never updated, never deleted. */
export interface SignalRecipesTable {
  readonly signal: string;
  readonly version: number;
  /** Inserted as JSON text; read as what was parsed from it. */
  readonly recipe: ColumnType<unknown, string, never>;
  readonly created_by: string;
  readonly created_at: Date;
}
