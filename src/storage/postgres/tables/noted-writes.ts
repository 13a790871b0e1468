import type { Generated } from 'kysely';
import type { SignalRef } from '../../../contracts/signal-ref.ts';

export interface NotedWritesTable {
  readonly id: Generated<string>;
  readonly refs: SignalRef[];
  readonly items: string[];
  readonly computed_at: Date;
  readonly noted_at: Date;
  readonly next_at: Date;
}
