import type { SignalAnswer, SignalPart } from '../../contracts/lookup.ts';
import type { ServedRecord } from '../../storage/copies/served-record.ts';

type PresentVector = (vector: Float32Array) => unknown;

/** What the rows of one item in one table say. */
export function answerOf(records: readonly ServedRecord[], present: PresentVector): SignalAnswer {
  const own = records.find(({ part }) => part === '');
  const parts = records
    .filter(({ part }) => part !== '')
    .map((record): SignalPart => ({ part: record.part, ...outcomeOf(record, present) }));
  return {
    ...(own ? outcomeOf(own, present) : { status: 'absent' as const }),
    ...(parts.length > 0 && { parts }),
  };
}

function outcomeOf(
  { status, value, vector, reason, computedAt }: ServedRecord,
  present: PresentVector,
) {
  const at = new Date(computedAt).toISOString();
  return status === 'ok'
    ? { status, value: vector ? { ...value, vector: present(vector) } : value, computedAt: at }
    : { status, reason: reason ?? '', computedAt: at };
}
