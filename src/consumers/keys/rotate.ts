import type { Selectable } from 'kysely';
import { dayMs, hourMs } from '../../base/durations.ts';
import { conflict, forbidden } from '../../base/errors.ts';
import { knownScopes, type Scope } from '../../contracts/scopes.ts';
import type { IssuedKey, Rotation } from '../../contracts/consumers.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { ConsumerKeysTable } from '../../storage/postgres/tables/consumers.ts';
import { covers, requireScope } from '../permission.ts';
import type { Principal } from '../principal.ts';
import { lockKey } from './get-key.ts';
import { insertKey } from './issue.ts';

type KeyRow = Selectable<ConsumerKeysTable>;

/**
 * Replaces a key by a new one of the same or fewer scopes; the old one works for a while longer, so
 * that programs can change over. A key may rotate itself, and then ends no later than the owner of
 * the installation set; rotated by the owner it lasts as long again. Each key is rotated once: who
 * finds a rotated key in its grace period cannot make another from it.
 *
 * @throws not-found `no-key`; conflict `key-ended` or `key-rotated`; forbidden `foreign-key`,
 *   `scope-missing`, `wider-scopes` or `longer-life`
 */
export async function rotateKey(
  db: Database,
  id: string,
  by: Principal,
  { scopes, expiresInDays, graceHours }: Rotation,
  now: number,
): Promise<IssuedKey> {
  if (by.grant !== null) {
    if (by.grant.key !== id) {
      throw forbidden('foreign-key', `A key rotates only itself: this one is ${by.grant.key}.`);
    }
    requireScope(by, 'keys:rotate');
  }
  return await db.transaction().execute(async (transaction) => {
    const old = await lockKey(transaction, id);
    refuseEnded(old, now);
    const held = knownScopes(old.scopes);
    if (scopes) refuseWider(old, held, scopes);
    const expiresAt = expiryOf(old, by, expiresInDays, now);
    const issued = await insertKey(transaction, old.consumer, scopes ?? held, now, expiresAt);
    await transaction
      .updateTable('consumer_keys')
      .set({
        replaced_by: issued.key.id,
        expires_at: new Date(Math.min(old.expires_at.getTime(), now + graceHours * hourMs)),
      })
      .where('id', '=', id)
      .execute();
    return issued;
  });
}

function refuseEnded(old: KeyRow, now: number): void {
  const another = `understory consumers key ${old.consumer} makes another.`;
  if (old.replaced_by !== null) {
    throw conflict(
      'key-rotated',
      `The key ${old.id} was already rotated, into ${old.replaced_by}: use that one. Where its secret was lost, ${another}`,
    );
  }
  if (old.revoked_at !== null || old.expires_at.getTime() <= now) {
    throw conflict('key-ended', `The key ${old.id} has ended and cannot be rotated; ${another}`);
  }
}

function refuseWider(old: KeyRow, held: readonly Scope[], wanted: readonly Scope[]): void {
  const wider = wanted.filter((scope) => !covers(held, scope));
  if (wider.length === 0) return;
  throw forbidden(
    'wider-scopes',
    `Rotating cannot widen a key: ${old.id} has ${held.join(', ')}, not ${wider.join(', ')}. ` +
      `The owner of the installation gives a wider one: understory consumers key ${old.consumer} --scopes …`,
  );
}

function expiryOf(old: KeyRow, by: Principal, days: number | undefined, now: number): number {
  const wanted = days === undefined ? undefined : now + days * dayMs;
  const end = old.expires_at.getTime();
  if (by.grant === null) return wanted ?? now + (end - old.created_at.getTime());
  if (wanted !== undefined && wanted > end) {
    throw forbidden(
      'longer-life',
      `A key cannot lengthen its own life: ${old.id} was given until ${old.expires_at.toISOString()}, ${days} days from now are ${new Date(wanted).toISOString()}. ` +
        `Leave expiresInDays out, or ask the owner of the installation: understory consumers rotate ${old.id}`,
    );
  }
  return wanted ?? end;
}
