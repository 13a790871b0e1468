import { inputError } from './errors.ts';

export interface DaysSetting {
  /** Of the variable: `UNDERSTORY_CHANGES_DAYS`. */
  readonly name: string;
  /** Where it is not set. */
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/**
 * A whole number of days that the environment sets.
 *
 * @throws input `days-setting`
 */
export function daysOf(
  { name, usual, least, most }: DaysSetting,
  environment: NodeJS.ProcessEnv = process.env,
): number {
  const text = environment[name];
  if (text === undefined || text === '') return usual;
  const days = Number(text);
  if (Number.isInteger(days) && days >= least && days <= most) return days;
  throw inputError(
    'days-setting',
    `Expected ${name} to be a whole number of days from ${least} to ${most}, got ${JSON.stringify(text.slice(0, 50))}.`,
  );
}
