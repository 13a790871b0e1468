import { inputError } from '../../base/errors.ts';

const defaultBytes = 2 * 1024 ** 3;

/**
 * What copies for look-ups may take of the local disk: `UNDERSTORY_LOOKUP_BYTES`, 2 GiB where it is
 * not set, 0 for no copies.
 *
 * @throws input `lookup-bytes`
 */
export function lookupBytesOf(environment: NodeJS.ProcessEnv): number {
  const given = environment.UNDERSTORY_LOOKUP_BYTES;
  if (given === undefined || given === '') return defaultBytes;
  const bytes = Number(given);
  if (Number.isSafeInteger(bytes) && bytes >= 0) return bytes;
  throw inputError(
    'lookup-bytes',
    `Expected UNDERSTORY_LOOKUP_BYTES as a whole number of bytes, 0 for none, got ${given}.`,
  );
}
