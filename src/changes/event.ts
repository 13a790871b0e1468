import type { Change, ChangeEvent } from '../contracts/changes.ts';
import { encodeCursor } from './cursor.ts';

/** A row of the log. */
export interface EventRow {
  readonly xid: string;
  readonly seq: string;
  readonly type: string;
  readonly subject: string | null;
  readonly data: Change['data'];
  readonly at: Date;
}

/** The event of a row. Only `appendChanges` writes rows, so that type and data belong together. */
export function eventOf({ xid, seq, type, subject, data, at }: EventRow, log: string): ChangeEvent {
  return {
    specversion: '1.0',
    id: encodeCursor({ log, xid, seq }),
    source: `/understory/changes/${log}`,
    type,
    ...(subject !== null && { subject }),
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data,
  } as ChangeEvent;
}
