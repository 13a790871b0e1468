import { createInterface } from 'node:readline';
import { inputError } from '../../base/errors.ts';

/**
 * Ids as they were given, each once; for `-` those of the lines of standard input, of which empty
 * ones are left out.
 *
 * @throws input `no-ids` where there are none.
 */
export async function readIds(
  given: readonly string[],
  input: NodeJS.ReadableStream = process.stdin,
): Promise<string[]> {
  const ids = new Set<string>();
  for (const id of given) {
    if (id !== '-') ids.add(id);
    else for await (const line of createInterface({ input })) if (line !== '') ids.add(line);
  }
  if (ids.size > 0) return [...ids];
  throw inputError('no-ids', 'Expected ids of items on standard input, one a line; got none.');
}
