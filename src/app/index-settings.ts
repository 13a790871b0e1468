import { inputError } from '../base/errors.ts';
import type { VectorIndexesOptions } from '../retrieval/indexes/vector-indexes.ts';

/**
 * What the environment says of indexes: `UNDERSTORY_INDEX_MEMORY` (MB that they may take in one
 * process) and `UNDERSTORY_RECALL_RATE` (the share of queries that are compared with exact search).
 *
 * @throws input `bad-setting`
 */
export function readIndexSettings(
  environment: NodeJS.ProcessEnv,
): Pick<VectorIndexesOptions, 'memoryBytes' | 'recallRate'> {
  const megabytes = readNumber(environment, 'UNDERSTORY_INDEX_MEMORY', Number.MAX_SAFE_INTEGER);
  const recallRate = readNumber(environment, 'UNDERSTORY_RECALL_RATE', 1);
  return {
    ...(megabytes !== undefined && { memoryBytes: megabytes * 2 ** 20 }),
    ...(recallRate !== undefined && { recallRate }),
  };
}

function readNumber(environment: NodeJS.ProcessEnv, name: string, most: number) {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (number >= 0 && number <= most) return number;
  throw inputError('bad-setting', `${name} must be a number from 0 to ${most}, not "${text}".`);
}
