import type { SignalAnswer, SignalPart } from '../../contracts/lookup.ts';
import type { SignalRecord } from '../../storage/lance/signal-table.ts';

/** What the rows of one item in one table say. */
export function answerOf(records: readonly SignalRecord[]): SignalAnswer {
  const own = records.find(({ part }) => part === '');
  const parts = records
    .filter(({ part }) => part !== '')
    .map((record): SignalPart => ({ part: record.part, ...outcomeOf(record) }));
  return {
    ...(own ? outcomeOf(own) : { status: 'absent' as const }),
    ...(parts.length > 0 && { parts }),
  };
}

function outcomeOf({ status, value, reason, computedAt }: SignalRecord) {
  const at = new Date(computedAt).toISOString();
  return status === 'ok'
    ? { status, value, computedAt: at }
    : { status, reason: reason ?? '', computedAt: at };
}
