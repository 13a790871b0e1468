import { inputError } from '../base/errors.ts';

const dayMs = 86_400_000;

/** Values that were replaced are kept for reads as of a time in so many days. */
const defaultHistoryDays = 30;

/**
 * Since when values that were replaced are kept, in milliseconds since 1970.
 *
 * @throws input `history-days`
 */
export function historyBegins(now: number, environment: NodeJS.ProcessEnv = process.env): number {
  return now - historyDays(environment) * dayMs;
}

function historyDays({ UNDERSTORY_HISTORY_DAYS: text }: NodeJS.ProcessEnv): number {
  if (text === undefined) return defaultHistoryDays;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 0 && days <= 36_500) return days;
  throw inputError(
    'history-days',
    `Expected UNDERSTORY_HISTORY_DAYS to be a whole number of days from 0, got "${text}".`,
  );
}
