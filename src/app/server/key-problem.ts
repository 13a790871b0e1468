import type { KeyFailure } from '../../consumers/authenticate.ts';
import type { Problem } from '../../contracts/api.ts';
import { problem } from '../api/problem.ts';

/** What is wrong with a key, and what to do. */
export function keyProblem(failure: KeyFailure): Problem {
  switch (failure.kind) {
    case 'unknown':
      return problem(
        401,
        'key-unknown',
        'There is no such key here. Send it whole, as `Authorization: Bearer und_…` or `x-api-key: und_…`; the owner of the installation lists keys by `understory consumers show NAME`.',
      );
    case 'expired':
      return problem(
        401,
        'key-expired',
        `This key of ${failure.consumer} expired on ${failure.at.toISOString()}. ` +
          `The owner of the installation gives another: understory consumers key ${failure.consumer}. Next time rotate it before: POST /v1/keys/rotate.`,
      );
    case 'revoked':
      return problem(
        401,
        'key-revoked',
        `This key of ${failure.consumer} was revoked on ${failure.at.toISOString()}. ` +
          `Ask the owner of the installation why, and for another: understory consumers key ${failure.consumer}`,
      );
  }
}
