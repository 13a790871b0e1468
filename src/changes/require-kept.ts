import { gone, inputError } from '../base/errors.ts';
import { comparePositions, type Cursor } from './cursor.ts';
import { endOf, type Log } from './log.ts';

/**
 * Refuses a cursor from which the log cannot be continued without a gap.
 *
 * @throws input `cursor-of-another-log`, also where it lies in the future, as after a backup was
 *   brought back; gone `cursor-expired`
 */
export function requireKept(cursor: Cursor, log: Log): void {
  if (cursor.log !== log.id || comparePositions(cursor, endOf(log)) > 0) {
    throw inputError(
      'cursor-of-another-log',
      `Expected a cursor of the log ${log.id}, got one that it has not given (of ${cursor.log}): ` +
        `another installation, or this one before a backup was brought back. ${resynchronise}`,
    );
  }
  if (comparePositions(cursor, log.pruned) < 0) {
    throw gone(
      'cursor-expired',
      `Changes right after that cursor are not kept any more. ${resynchronise}`,
    );
  }
}

const resynchronise =
  'Take a cursor with after=latest, read again what you keep, and go on from that cursor.';
