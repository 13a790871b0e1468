import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../base/clock.ts';
import { forbidden } from '../../base/errors.ts';
import { authenticate } from '../../consumers/authenticate.ts';
import { requireScope } from '../../consumers/permission.ts';
import type { Limits, Refusal } from '../../consumers/limits/limits.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { problem, sendProblem } from '../api/problem.ts';
import { sendTooMany, type FailureLimit } from './failure-limit.ts';
import { keyProblem } from './key-problem.ts';

/** Where keys are looked up, the time that ends them, and what their consumers may ask. */
export interface KeyStore {
  readonly db: Database;
  readonly clock: Clock;
  readonly limits: Limits;
}

/**
 * Makes the consumer of a key the one who asks, if the key is good and the route is for it.
 *
 * @throws forbidden `not-for-keys` or `scope-missing`
 */
export async function admitKey(
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
  { db, clock, limits }: KeyStore,
  failures: FailureLimit,
): Promise<void> {
  const waitMs = failures.waitOf(request.ip);
  if (waitMs > 0) return await sendTooMany(reply, waitMs);
  const { scope, withVersions = false } = request.routeOptions.config;
  const { principal, versions, failure } = await authenticate(db, key, clock(), { withVersions });
  if (failure) {
    // Who has the whole secret of a key that ended does not guess.
    if (failure.kind === 'unknown') failures.note(request.ip);
    return await sendProblem(reply.header('www-authenticate', 'Bearer'), keyProblem(failure));
  }
  const { consumer, grant } = principal;
  const refusal = grant === null ? undefined : await limits.refusalOf(consumer, grant.limits);
  // Refusals count to the consumer too.
  request.principal = principal;
  request.versions = versions;
  if (refusal) return await sendRefusal(reply, refusal);
  if (scope === undefined) {
    throw forbidden(
      'not-for-keys',
      `Keys of consumers are not for ${request.method} ${request.url}: only the owner of the installation may use it, with its token.`,
    );
  }
  if (scope !== 'any-key' && scope !== 'anyone') requireScope(principal, scope);
}

async function sendRefusal(reply: FastifyReply, { code, message, waitMs }: Refusal): Promise<void> {
  await sendProblem(
    reply.header('retry-after', Math.ceil(waitMs / 1000)),
    problem(429, code, message),
  );
}
