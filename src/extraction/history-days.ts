import { daysOf, type DaysSetting } from '../base/days-setting.ts';
import { dayMs } from '../base/durations.ts';

/** Values that were replaced are kept for reads as of a time in so many days. */
const history: DaysSetting = {
  name: 'UNDERSTORY_HISTORY_DAYS',
  usual: 30,
  least: 0,
  most: 36_500,
};

/**
 * Since when values that were replaced are kept, in milliseconds since 1970.
 *
 * @throws input `days-setting`
 */
export function historyBegins(now: number, environment: NodeJS.ProcessEnv = process.env): number {
  return now - daysOf(history, environment) * dayMs;
}
