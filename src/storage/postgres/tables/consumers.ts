import type { ColumnType, Generated } from 'kysely';

export interface ConsumersTable {
  readonly name: string;
  readonly owner: string;
  readonly purpose: string;
  readonly built_in: Generated<boolean>;
  readonly created_at: Date;
  readonly retired_at: Date | null;
  readonly requests_per_second: Generated<number | null>;
  /** A bigint, which comes as text. */
  readonly items_per_day: ColumnType<string | null, number | null | undefined, number | null>;
}

export interface ConsumerSignalsTable {
  readonly consumer: string;
  readonly signal: string;
  /** Null follows the live version. */
  readonly version: number | null;
}

export interface ConsumerKeysTable {
  readonly id: string;
  readonly consumer: string;
  /** SHA-256 of the secret, 64 hex digits. */
  readonly digest: string;
  readonly scopes: string[];
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly replaced_by: string | null;
}
