import type { Selectable } from 'kysely';
import type { Key } from '../../contracts/consumers.ts';
import type { ConsumerKeysTable } from '../../storage/postgres/tables/consumers.ts';

/** A key as its owner sees it: everything but the digest of its secret. */
export function keyView(row: Selectable<ConsumerKeysTable>, now: number): Key {
  return {
    id: row.id,
    consumer: row.consumer,
    scopes: row.scopes,
    state: stateOf(row, now),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    replacedBy: row.replaced_by,
  };
}

function stateOf(row: Selectable<ConsumerKeysTable>, now: number): Key['state'] {
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at.getTime() <= now ? 'expired' : 'active';
}
