import { inputError } from '../../base/errors.ts';

const defaultBytes = 2 * 1024 ** 3;

/**
 * What copies for look-ups may take of the local disk: `UNDERSTORY_ONLINE_BYTES`, 2 GiB where it is
 * not set, 0 for no copies.
 *
 * @throws input `online-bytes`
 */
export function onlineBytesOf(environment: NodeJS.ProcessEnv): number {
  const given = environment.UNDERSTORY_ONLINE_BYTES;
  if (given === undefined || given === '') return defaultBytes;
  const bytes = Number(given);
  if (Number.isSafeInteger(bytes) && bytes >= 0) return bytes;
  throw inputError(
    'online-bytes',
    `Expected UNDERSTORY_ONLINE_BYTES as a whole number of bytes, 0 for none, got ${given}.`,
  );
}
