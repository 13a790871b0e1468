import { sql, type RawBuilder } from 'kysely';
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

/** A row of either table, or of both where a version has a recipe and a state. */
interface StoredVersion {
  readonly signal: string | null;
  readonly version: number | null;
  readonly state: StoredVersionState | null;
  /** ISO 8601. */
  readonly since: string | null;
  readonly end_of_life: string | null;
  readonly recipe: unknown;
}

/** All that is stored of versions, at one moment, for `versionsFrom`: may be part of another query. */
export const versionsAsJson: RawBuilder<string> = sql`(
  select coalesce(
    json_agg(
      json_build_object(
        'signal', stored.signal, 'version', stored.version, 'state', stored.state,
        'since', stored.since, 'end_of_life', stored.end_of_life, 'recipe', made.recipe
      )
      -- The order of computing is the same in every process.
      order by made.signal, made.version
    ),
    '[]'
  )::text
  from signal_versions as stored
  full join signal_recipes as made
    on made.signal = stored.signal and made.version = stored.version
)`;

/** Versions seldom change: those that were read last, by what they were read from. */
let last: { readonly text: string; readonly versions: Versions } | undefined;

/** @throws dependency error `unknown-recipe` */
export function versionsFrom(text: string): Versions {
  if (last?.text !== text) {
    last = { text, versions: createVersions(JSON.parse(text) as StoredVersion[]) };
  }
  return last.versions;
}

/** @throws dependency error `unknown-recipe` */
export async function readVersions(db: Database): Promise<Versions> {
  const { text } = await db.selectNoFrom(versionsAsJson.as('text')).executeTakeFirstOrThrow();
  return versionsFrom(text);
}

function createVersions(rows: readonly StoredVersion[]): Versions {
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
    sinceOf: (ref) => timeOf(stored.get(ref)?.since),
    endOfLifeOf: (ref) => timeOf(stored.get(ref)?.end_of_life),
    maintained: registry.withInputs(
      registry.refs.filter((ref) => maintainedStates.has(stateOf(ref))),
    ),
  };
}

function timeOf(text: string | null | undefined): number | undefined {
  return typeof text === 'string' ? Date.parse(text) : undefined;
}
