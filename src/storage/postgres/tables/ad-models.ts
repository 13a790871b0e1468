import type { ColumnType, GeneratedAlways } from 'kysely';

/** Models of the relevance of ads that were fitted here. Never updated. */
export interface AdModelsTable {
  readonly version: number;
  /** Inserted as JSON text; read as what was parsed from it. */
  readonly model: ColumnType<unknown, string, never>;
  readonly fitted_at: Date;
}

/** Which model was taken into use when; the last one scores. */
export interface AdModelUsesTable {
  readonly id: GeneratedAlways<string>;
  readonly version: number;
  readonly at: Date;
}
