import type { GeneratedAlways } from 'kysely';
import type { EventKind } from '../../../contracts/events.ts';

export interface EngagementEventsTable {
  readonly consumer: string;
  readonly id: string;
  readonly user_id: string;
  readonly item: string;
  readonly kind: EventKind;
  readonly at: Date;
  readonly surface: string | null;
  readonly request: string | null;
  readonly received_at: Date;
  /** A bigint, which the driver gives as text. */
  readonly seq: GeneratedAlways<string>;
}

export interface ForgottenUsersTable {
  readonly user_hash: string;
  /** Events of until then are not taken any more. */
  readonly at: Date;
}
