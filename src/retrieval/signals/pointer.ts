import type { SignalDetail } from '../../contracts/signals-api.ts';
import type { SignalName } from '../../contracts/values.ts';
import type { Database } from '../../storage/postgres/database.ts';

type PointerChange = SignalDetail['pointer'][number];

/** Every change of a signal's live version, the oldest first. */
export async function readPointerChanges(db: Database, name: SignalName): Promise<PointerChange[]> {
  const rows = await db
    .selectFrom('pointer_changes')
    .selectAll()
    .where('signal', '=', name)
    .orderBy('id')
    .execute();
  return rows.map(({ kind, from_version: from, to_version: to, changed_by: by, at }) => ({
    kind,
    from,
    to,
    by,
    at: at.toISOString(),
  }));
}

/** The version before the last promotion that was not rolled back: promotions are undone in turn. */
export function previousVersion(
  changes: readonly Pick<PointerChange, 'kind' | 'from'>[],
): number | undefined {
  const before: number[] = [];
  for (const { kind, from } of changes) {
    if (kind === 'promote') before.push(from);
    else before.pop();
  }
  return before.at(-1);
}
