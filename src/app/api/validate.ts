import type { z } from 'zod';
import { inputError } from '../../base/errors.ts';

/**
 * What came from outside, as its schema has it.
 *
 * @throws input `invalid-request` that names each wrong field and what was expected of it
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'request'}: ${message}`,
  );
  throw inputError('invalid-request', problems.join('; '));
}

/** A query's parameter that may be given once or several times. */
export function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
