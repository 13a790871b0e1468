import { dayMs } from '../../base/durations.ts';
import { forbidden } from '../../base/errors.ts';
import type { IssuedKey, NewKey } from '../../contracts/consumers.ts';
import type { Scope } from '../../contracts/scopes.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { getConsumerRow, retired } from '../get-consumer.ts';
import { createSecret } from './secret.ts';
import { keyView } from './view.ts';

/**
 * Gives a consumer a key. The secret in the answer is shown this once: only its digest is kept.
 *
 * @throws not-found `no-consumer`; conflict `consumer-retired`; forbidden `built-in-consumer`
 */
export async function issueKey(
  db: Database,
  consumer: string,
  { scopes, expiresInDays }: NewKey,
  now: number,
): Promise<IssuedKey> {
  const row = await getConsumerRow(db, consumer);
  if (row.built_in) {
    throw forbidden(
      'built-in-consumer',
      `${consumer} is this installation's own and needs no key. Register another: understory consumers add NAME`,
    );
  }
  if (row.retired_at !== null) throw retired(row, 'gets no more keys');
  return await insertKey(db, consumer, scopes, now, now + expiresInDays * dayMs);
}

/** Writes a key with a new secret; the caller has judged whether it may be. */
export async function insertKey(
  db: Database,
  consumer: string,
  scopes: readonly Scope[],
  now: number,
  expiresAt: number,
): Promise<IssuedKey> {
  const { id, secret, digest } = createSecret();
  const row = await db
    .insertInto('consumer_keys')
    .values({
      id,
      consumer,
      digest,
      scopes: [...new Set(scopes)],
      created_at: new Date(now),
      expires_at: new Date(expiresAt),
      revoked_at: null,
      last_used_at: null,
      replaced_by: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { key: keyView(row, now), secret };
}
