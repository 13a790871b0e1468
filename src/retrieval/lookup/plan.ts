import type { Clock } from '../../base/clock.ts';
import { gone, inputError } from '../../base/errors.ts';
import { refOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName } from '../../contracts/values.ts';
import { historyBegins } from '../../extraction/history-days.ts';
import { resolveReadable } from '../../extraction/versions/resolve.ts';
import { readVersions, type Versions } from '../../extraction/versions/versions.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** Which versions a look-up reads: settled once, so that one answer never mixes two. */
export interface LookupPlan {
  /** By the signal as it was asked for. */
  readonly refs: ReadonlyMap<string, SignalRef>;
  /** Milliseconds since 1970; undefined for now. */
  readonly asOf: number | undefined;
  readonly registry: SignalRegistry;
}

/**
 * @param asOf ISO 8601: live pointers are followed to where they pointed then.
 * @param read The versions of now, where they were read already.
 * @throws input `unknown-signal`, `unknown-version`, `as-of-in-future`; gone `history-forgotten`;
 *   not-found `not-computed`, `dropped-version`
 */
export async function planLookup(
  signals: readonly string[],
  asOf: string | undefined,
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  read?: Versions,
): Promise<LookupPlan> {
  const at = asOf === undefined ? undefined : pastMoment(asOf, clock());
  const now = read ?? (await readVersions(db));
  // The pointers of now first: one that moves in between is then among the changes since.
  const versions = at === undefined ? now : await versionsAsOf(now, at, db);
  return {
    refs: new Map(signals.map((asked) => [asked, resolveReadable(asked, versions)])),
    asOf: at,
    registry: now.registry,
  };
}

function pastMoment(asOf: string, now: number): number {
  const at = Date.parse(asOf);
  if (at > now) {
    throw inputError(
      'as-of-in-future',
      `Expected asOf in the past, got ${asOf}; it is ${new Date(now).toISOString()} here, and what is not yet written cannot be read the same again.`,
    );
  }
  const begin = historyBegins(now);
  if (at >= begin) return at;
  throw gone(
    'history-forgotten',
    `Expected asOf since ${new Date(begin).toISOString()}, got ${asOf}: values that were replaced before are not kept. The owner of the installation keeps them longer with UNDERSTORY_HISTORY_DAYS.`,
  );
}

/** Where a pointer moved since, it was where the first of its moves began. */
async function versionsAsOf(now: Versions, at: number, db: Database): Promise<Versions> {
  const moves = await db
    .selectFrom('pointer_changes')
    .distinctOn('signal')
    .select(['signal', 'from_version'])
    .where('at', '>', new Date(at))
    .orderBy('signal')
    .orderBy('id')
    .execute();
  const before = new Map(moves.map((move) => [move.signal, move.from_version]));
  return {
    ...now,
    live<Name extends SignalName>(name: Name) {
      const version = before.get(name);
      return version === undefined ? now.live(name) : refOf(name, version);
    },
  };
}
