import { parseSignalRef, refOf, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName } from '../../contracts/values.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { StoredVersionState } from '../../storage/postgres/tables/signal-versions.ts';
import { registryOf } from './registry-of.ts';

/**
 * `defined`: code or a recipe, nothing computed. `building`: being computed for all, and for fresh content.
 * `live`: what is read where no version is named. `kept`: was live, and is still computed, so that
 * going back finds it whole. `deprecated`: kept until its end of life. `dropped`: its table is gone.
 */
export type VersionState = 'defined' | StoredVersionState;

/** The versions of all signals as they stood at one moment: one request sees one of these. */
export interface Versions {
  /** All versions that there are, and how each is made. */
  readonly registry: SignalRegistry;
  live<Name extends SignalName>(name: Name): SignalRef<Name>;
  stateOf(ref: SignalRef): VersionState;
  /** Since when, in ms; undefined where it was never changed. */
  sinceOf(ref: SignalRef): number | undefined;
  endOfLifeOf(ref: SignalRef): number | undefined;
  /** What fresh content is computed for, in the order of computing: all but defined and dropped. */
  readonly maintained: readonly SignalRef[];
}

const maintainedStates: ReadonlySet<VersionState> = new Set([
  'building',
  'live',
  'kept',
  'deprecated',
]);

export async function readVersions(db: Database): Promise<Versions> {
  const rows = await db
    .selectFrom('signal_versions')
    .fullJoin('signal_recipes', (join) =>
      join
        .onRef('signal_recipes.signal', '=', 'signal_versions.signal')
        .onRef('signal_recipes.version', '=', 'signal_versions.version'),
    )
    .selectAll('signal_versions')
    .select('signal_recipes.recipe')
    // The order of computing is the same in every process.
    .orderBy('signal_recipes.signal')
    .orderBy('signal_recipes.version')
    .execute();
  const registry = registryOf(rows.flatMap(({ recipe }) => (recipe === null ? [] : [recipe])));
  const stored = new Map(rows.map((row) => [`${row.signal}@${row.version}`, row]));
  const live = new Map<string, SignalRef>();
  for (const { signal, version, state } of rows) {
    const ref = parseSignalRef(`${signal}@${version}`);
    if (ref && state === 'live') live.set(ref.name, refOf(ref.name, ref.version));
  }
  const liveOf = <Name extends SignalName>(name: Name) =>
    refOf(name, versionOf(live.get(name) ?? registry.initialVersionOf(name)).version);
  const stateOf = (ref: SignalRef): VersionState => {
    const state = stored.get(ref)?.state;
    if (state) return state;
    const name = registry.findContract(ref)?.name;
    return name !== undefined && liveOf(name) === ref ? 'live' : 'defined';
  };
  return {
    registry,
    live: liveOf,
    stateOf,
    sinceOf: (ref) => stored.get(ref)?.since?.getTime(),
    endOfLifeOf: (ref) => stored.get(ref)?.end_of_life?.getTime(),
    maintained: registry.withInputs(
      registry.refs.filter((ref) => maintainedStates.has(stateOf(ref))),
    ),
  };
}
