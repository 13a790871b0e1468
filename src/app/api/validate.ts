import type { z } from 'zod';
import { inputError } from '../../base/errors.ts';

/**
 * What came from outside, as its schema has it.
 *
 * @throws input `invalid-request` that names each wrong field and what was expected of it; input
 *   `nul-character`
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const data = validateForm(schema, value);
  // Only of what the schema let through, which is no deeper than the schema.
  if (!holdsNul(data)) return data;
  throw inputError('nul-character', 'Expected text without the character U+0000, got some.');
}

/**
 * As `validate`, where the schema lets through parts of any depth that are judged one by one: what
 * they hold is not looked at.
 *
 * @throws input `invalid-request`
 */
export function validateForm<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const problems = issues
    .slice(0, mostProblems)
    .map(({ path, message }) => shortened(`${path.join('.') || 'request'}: ${message}`));
  const others = issues.length - problems.length;
  if (others > 0) problems.push(`and ${others} more`);
  throw inputError('invalid-request', problems.join('; '));
}

/** A request of a million mistakes gets no answer of a million words. */
const mostProblems = 20;
const longestProblem = 500;

function shortened(text: string): string {
  return text.length <= longestProblem ? text : `${text.slice(0, longestProblem)} …`;
}

/** No store can keep or look for that character: nothing here has it. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}

/** A query's parameter that may be given once or several times. */
export function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
