import type { Generated, JSONColumnType } from 'kysely';
import type { ChangeEvent, ChangeType } from '../../../contracts/changes.ts';
import type { WebhookState } from '../../../contracts/webhooks.ts';

export interface WebhooksTable {
  readonly id: string;
  readonly consumer: string;
  readonly url: string;
  readonly types: ChangeType[] | null;
  readonly signals: string[] | null;
  readonly secret: string;
  /** The one before, until when messages are signed with it as well; both or neither. */
  readonly old_secret: string | null;
  readonly old_secret_until: Date | null;
  readonly state: WebhookState;
  readonly cursor: string;
  readonly attempts: Generated<number>;
  readonly next_at: Date;
  readonly last_error: string | null;
  readonly created_at: Date;
}

export interface WebhookDeadLettersTable {
  readonly webhook: string;
  readonly seq: Generated<string>;
  readonly event: JSONColumnType<ChangeEvent>;
  readonly attempts: number;
  readonly last_error: string;
  readonly at: Date;
  readonly replay_at: Date | null;
}
