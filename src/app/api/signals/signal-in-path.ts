import { z } from 'zod';
import type { SignalName } from '../../../contracts/values.ts';
import { addressedName } from '../../../extraction/versions/resolve.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ name: z.string().min(1).max(100) });

/**
 * The signal that the address of a request names.
 *
 * @throws not-found `unknown-signal`, naming those there are; input `invalid-request`
 */
export function signalInPath(params: unknown): SignalName {
  return addressedName(validate(paramsSchema, params).name);
}
