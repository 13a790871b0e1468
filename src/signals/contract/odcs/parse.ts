import { parseDocument } from 'yaml';
import { inputError } from '../../../base/errors.ts';
import { odcsSchema, type OdcsDocument } from '../../../contracts/odcs.ts';

/** A contract is a page or two; what is much longer is none. */
const longestContract = 1_000_000;

/** Problems told at once. */
const mostProblems = 20;

/**
 * A contract from YAML or JSON. Aliases are expanded only a hundred times, so that a small file
 * cannot become a large document.
 *
 * @param from What it is called in messages: a path, or `standard input`.
 * @throws input `not-yaml`, `not-a-contract`, naming each place, what was expected and what was got.
 */
export function parseContract(text: string, from: string): OdcsDocument {
  if (text.length > longestContract) {
    throw inputError(
      'not-a-contract',
      `Expected a contract of at most ${longestContract} characters in ${from}, got ${text.length}.`,
    );
  }
  const result = odcsSchema.safeParse(plainOf(text, from), { reportInput: true });
  if (result.success) return result.data;
  const problems = result.error.issues
    .slice(0, mostProblems)
    .map((issue) => `  ${pathOf(issue.path)}: ${issue.message}${gotOf(issue.input)}`);
  throw inputError(
    'not-a-contract',
    `${from} is no contract of the Open Data Contract Standard 3.1.0:\n${problems.join('\n')}`,
  );
}

function plainOf(text: string, from: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [problem] = document.errors;
  const message = `Expected YAML or JSON in ${from}, got none: `;
  if (problem)
    throw inputError(
      'not-yaml',
      message + problem.message.split('\n', 1).join().replace(/:$/, '.'),
    );
  try {
    const plain: unknown = document.toJS({ maxAliasCount: 100 });
    // An alias of what it lies in makes a value without end, which is neither kept nor told.
    JSON.stringify(plain);
    return plain;
  } catch (error) {
    throw inputError('not-yaml', `${message}${String(error).split('\n', 1).join()}.`, {
      cause: error,
    });
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the document' : path.map(String).join('.');
}

function gotOf(input: unknown): string {
  if (input === undefined) return ' (got nothing)';
  const json = JSON.stringify(input) ?? typeof input;
  return ` (got ${json.length > 60 ? `${json.slice(0, 60)}…` : json})`;
}
