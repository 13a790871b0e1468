import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import { conflict, notFound } from '../../base/errors.ts';
import { digestOfJson } from '../../base/digest.ts';
import type { JobPlan } from '../../contracts/jobs.ts';
import { refOf, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { BackfillsTable, BackfillState } from '../../storage/postgres/tables/backfills.ts';
import { readVersions } from '../versions/versions.ts';

export type BackfillRow = Selectable<BackfillsTable>;

/** Items from one position of the catalogue to another, both included. */
export interface BackfillShard {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly items: number;
}

export interface NewBackfill {
  readonly kind: 'values' | 'summary';
  readonly ref: SignalRef;
  readonly state: 'running' | 'external';
  readonly bytes: number;
  readonly plan?: JobPlan;
  readonly shards: readonly BackfillShard[];
  /** Items a second; undefined for no limit. */
  readonly rate?: number;
  readonly by: string;
}

/** What a program must agree on to compute a version: what it comes from, and by what. */
export function definitionOf(ref: SignalRef, registry: SignalRegistry): string {
  const { inputs = [], models = [], minor = 0 } = registry.findContract(ref) ?? {};
  const settings = registry.findExtractor(ref)?.settings?.();
  return digestOfJson([ref, minor, inputs, models, settings ?? null]);
}

/**
 * Records a backfill in the caller's transaction; its shards are queued afterwards.
 *
 * @throws conflict `backfill-active` where one of the same version is running.
 */
export async function insertBackfill(
  db: Database,
  { kind, ref, state, bytes, plan, shards, rate, by }: NewBackfill,
  now: number,
): Promise<string> {
  const { name, version } = versionOf(ref);
  const id = randomUUID();
  const { registry } = await readVersions(db);
  const inserted = await db
    .insertInto('backfills')
    .values({
      id,
      kind,
      signal: name,
      version,
      state,
      definition: definitionOf(ref, registry),
      items: shards.reduce((sum, { items }) => sum + items, 0),
      bytes,
      plan: plan ? JSON.stringify(plan) : null,
      rate: rate ?? null,
      next_at: null,
      created_by: by,
      created_at: new Date(now),
      ended_at: null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) {
    const active = await findActive(db, kind, ref);
    throw conflict(
      'backfill-active',
      `A backfill of ${ref} is ${active?.state ?? 'active'} already: see \`understory jobs show ${active?.id ?? ''}\`.`,
    );
  }
  await sql`
    insert into backfill_shards (backfill, number, from_position, to_position, items)
    select ${id}, number, "from", "to", items
    from jsonb_to_recordset(${JSON.stringify(shards)}::jsonb)
      as shard (number int, "from" bigint, "to" bigint, items int)`.execute(db);
  return id;
}

export async function findActive(
  db: Database,
  kind: 'values' | 'summary',
  ref: SignalRef,
): Promise<BackfillRow | undefined> {
  const { name, version } = versionOf(ref);
  return await db
    .selectFrom('backfills')
    .selectAll()
    .where('kind', '=', kind)
    .where('signal', '=', name)
    .where('version', '=', version)
    .where('state', 'in', ['running', 'paused', 'external'])
    .executeTakeFirst();
}

/** @throws not-found `no-job` */
export async function requireBackfill(db: Database, id: string): Promise<BackfillRow> {
  const row = await db.selectFrom('backfills').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw notFound('no-job', `There is no job ${id}: \`understory jobs\` lists them.`);
}

export function refOfBackfill({ signal, version }: Pick<BackfillRow, 'signal' | 'version'>) {
  return refOf(versionOf(`${signal}@${version}` as SignalRef).name, version);
}

const ways: Readonly<Record<'pause' | 'resume' | 'cancel', readonly BackfillState[]>> = {
  pause: ['running'],
  resume: ['paused', 'running'],
  cancel: ['running', 'paused', 'external'],
};

const outcomes = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const;

/**
 * Pauses, resumes or cancels. Shards that were begun see it before their next items. Resuming a
 * running one tries again what failed.
 *
 * @throws not-found `no-job`; conflict `job-state` where it is not in a state to do so.
 */
export async function changeBackfill(
  db: Database,
  id: string,
  way: 'pause' | 'resume' | 'cancel',
  now: number,
): Promise<BackfillRow> {
  const row = await db
    .updateTable('backfills')
    .set({
      state: outcomes[way],
      ...(way === 'resume' && { epoch: sql<number>`epoch + 1` }),
      ...(way === 'cancel' && { ended_at: new Date(now) }),
    })
    .where('id', '=', id)
    .where('state', 'in', ways[way])
    .returningAll()
    .executeTakeFirst();
  if (row) return row;
  const { state } = await requireBackfill(db, id);
  throw conflict('job-state', `The job ${id} is ${state}: it cannot be told to ${way}.`);
}

/** The shards that are still to be computed. */
export async function openShards(db: Database, id: string): Promise<number[]> {
  const rows = await db
    .selectFrom('backfill_shards')
    .select('number')
    .where('backfill', '=', id)
    .where((eb) => eb.or([eb('finished_at', 'is', null), eb('error', 'is not', null)]))
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}
