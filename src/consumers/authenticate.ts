import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { knownScopes } from '../contracts/scopes.ts';
import { versionsAsJson, versionsFrom, type Versions } from '../extraction/versions/versions.ts';
import type { Database } from '../storage/postgres/database.ts';
import { prepared } from '../storage/postgres/prepared.ts';
import { limitsOf } from './limits/limits-of.ts';
import { idOfSecret, isSecretOf } from './keys/secret.ts';
import type { Principal } from './principal.ts';

export type KeyFailure =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' | 'revoked'; readonly consumer: string; readonly at: Date };

export type Authentication =
  | {
      readonly principal: Principal;
      /** Where they were asked for. */
      readonly versions: Versions | undefined;
      readonly failure?: undefined;
    }
  | {
      readonly failure: KeyFailure;
      readonly principal?: undefined;
      readonly versions?: undefined;
    };

/** How old `last_used_at` may be: a write for every request would cost more than its use. */
const useIntervalMs = 60_000;

/**
 * Who sent a key. That it expired or was revoked is said only to who has the whole secret; to
 * anybody else it is unknown.
 *
 * @param options.withVersions Whether to read the versions of signals with it, in one round trip.
 */
export async function authenticate(
  db: Database,
  secret: string,
  now: number,
  { withVersions = false } = {},
): Promise<Authentication> {
  const id = idOfSecret(secret);
  if (id === undefined) return { failure: { kind: 'unknown' } };
  const [key] = withVersions ? await findKeyAndVersions(db, id) : await findKey(db, id);
  if (!key || !isSecretOf(secret, key.digest)) return { failure: { kind: 'unknown' } };
  const { consumer } = key;
  // A key that was made while its consumer was being retired ends with it.
  const revokedAt = key.revoked_at ?? key.retired_at;
  if (revokedAt !== null) return { failure: { kind: 'revoked', consumer, at: revokedAt } };
  if (key.expires_at.getTime() <= now) {
    return { failure: { kind: 'expired', consumer, at: key.expires_at } };
  }
  if (now - (key.last_used_at?.getTime() ?? 0) >= useIntervalMs) await noteUse(db, key.id, now);
  const scopes = knownScopes(key.scopes);
  const grant = { key: key.id, scopes, declared: key.declared, limits: limitsOf(key) };
  const versions = key.versions === null ? undefined : versionsFrom(key.versions);
  return { principal: { consumer, grant }, versions };
}

const keyById = (db: Database, id: string) =>
  db
    .selectFrom('consumer_keys')
    .innerJoin('consumers', 'consumers.name', 'consumer_keys.consumer')
    .select(({ selectFrom }) => [
      'consumer_keys.id',
      'consumer_keys.consumer',
      'consumer_keys.digest',
      'consumer_keys.scopes',
      'consumer_keys.expires_at',
      'consumer_keys.revoked_at',
      'consumer_keys.last_used_at',
      'consumers.retired_at',
      'consumers.requests_per_second',
      'consumers.items_per_day',
      jsonArrayFrom(
        selectFrom('consumer_signals')
          .select(['signal', 'version'])
          .whereRef('consumer_signals.consumer', '=', 'consumer_keys.consumer')
          .orderBy('signal')
          .orderBy('version'),
      ).as('declared'),
    ])
    .where('id', '=', id);

const findKey = prepared('key', (db, id: string) =>
  keyById(db, id)
    .select(sql<null>`null`.as('versions'))
    .compile(),
);

const findKeyAndVersions = prepared('key_and_versions', (db, id: string) =>
  keyById(db, id).select(versionsAsJson.as('versions')).compile(),
);

async function noteUse(db: Database, id: string, now: number): Promise<void> {
  await db
    .updateTable('consumer_keys')
    .set({ last_used_at: new Date(now) })
    .where('id', '=', id)
    // Of many requests at once only the first writes.
    .where(({ eb, or }) =>
      or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', new Date(now - useIntervalMs))]),
    )
    .execute();
}
