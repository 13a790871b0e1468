import { inputError } from '../../../base/errors.ts';
import { judgedPairSchema, type JudgedPair } from '../../../contracts/ads.ts';

/** More are no better for a dozen weights, and take minutes to read. */
const mostPairs = 100_000;

/**
 * The pairs of a JSONL text: `{"item": "…", "ad": "…", "relevant": 1}` or with `text` in place of
 * `item`. Empty lines are left out.
 *
 * @throws input `bad-pair` that names the line, `too-many-pairs`
 */
export function parseJudgedPairs(jsonl: string): JudgedPair[] {
  const pairs: JudgedPair[] = [];
  for (const [at, line] of jsonl.split('\n').entries()) {
    if (line.trim() === '') continue;
    if (pairs.length === mostPairs) {
      throw inputError('too-many-pairs', `Expected at most ${mostPairs} pairs, got more.`);
    }
    pairs.push(pairOf(line, at + 1));
  }
  return pairs;
}

const expected =
  'Expected {"item": "an id", "ad": "an id", "relevant": 0 or 1}, or text in place of item';

function pairOf(line: string, number: number): JudgedPair {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw inputError('bad-pair', `${expected}; line ${number} is no JSON.`, { cause });
  }
  const { data: pair, error } = judgedPairSchema.safeParse(value);
  if (error) {
    const [issue] = error.issues;
    const where = issue?.path.join('.') ?? '';
    throw inputError(
      'bad-pair',
      `${expected}; in line ${number}: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'wrong'}.`,
    );
  }
  if ((pair.item === undefined) === (pair.text === undefined)) {
    throw inputError('bad-pair', `${expected}; line ${number} has both or neither.`);
  }
  return pair;
}
