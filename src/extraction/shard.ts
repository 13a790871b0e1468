import pLimit from 'p-limit';
import { codeOf, messageOf } from '../base/errors.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import { safetyValue, signalNames, type SignalValue } from '../contracts/values.ts';
import { commitUnderstood, type Understood } from './commit.ts';
import { computeItem } from './compute-item.ts';
import { valuesOf } from './finding.ts';
import { beginItems, failItem, itemOf, type BegunRow } from './item-rows.ts';
import { namedValues } from './named-values.ts';
import { loadRecords, storedSafeties, type ItemRecords } from './records.ts';
import type { Stores } from './stores.ts';
import { summarise } from './summary.ts';
import { tallyOf } from './tally.ts';
import { readVersions, type Versions } from './versions/versions.ts';
import type { ExtractionPools } from './workers/pools.ts';
import type { Finding } from './finding.ts';

export interface ShardInput {
  readonly run: string;
  readonly number: number;
  readonly items: readonly string[];
}

/** An item begun so often and never finished is computed alone, so that it takes no other along. */
const suspectAttempts = 2;

/** One begun alone so often is what kills the process. */
const maxAttempts = 4;

/**
 * Computes all that is due of a shard's items: reads what is stored, runs the signals, writes each
 * signal's table once, then the items' rows. Whatever a killed process left is done again to the
 * same end.
 */
export async function runShard(
  { run, number, items }: ShardInput,
  stores: Stores,
  pools: ExtractionPools,
): Promise<void> {
  const { db } = stores;
  const pending = await db
    .selectFrom('items')
    .select(['id', 'attempts'])
    .where('id', 'in', items.length === 0 ? [''] : [...items])
    .where('state', '=', 'pending')
    .execute();
  const suspects = pending.filter(({ attempts }) => attempts >= suspectAttempts);
  const trusted = pending.filter(({ attempts }) => attempts < suspectAttempts);
  const findings = await runGroup(
    trusted.map(({ id }) => id),
    stores,
    pools,
  );
  for (const { id } of suspects) findings.push(...(await runGroup([id], stores, pools)));
  await finishShard({ run, number, items }, findings, stores);
}

/** Fails what is still pending of a shard that went wrong every time it was tried. */
export async function failShard(shard: ShardInput, error: unknown, stores: Stores): Promise<void> {
  stores.log.error({ ...shard, error: messageOf(error) }, 'a shard could not be computed');
  const failure = { code: codeOf(error), message: `Its shard failed: ${messageOf(error)}` };
  for (const row of await beginItems(stores.db, shard.items)) {
    await failItem(stores.db, row, failure, stores.clock());
  }
  await finishShard(shard, [], stores);
}

async function runGroup(
  ids: readonly string[],
  stores: Stores,
  pools: ExtractionPools,
): Promise<Finding[]> {
  const versions = await readVersions(stores.db);
  const begun = await beginItems(stores.db, ids);
  const rows: BegunRow[] = [];
  for (const row of begun) {
    if (row.attempts > maxAttempts) await failItem(stores.db, row, killer(row), stores.clock());
    else rows.push(row);
  }
  const again = rows.filter(({ isFirst }) => !isFirst);
  const records = await loadRecords(
    again.map(({ id }) => id),
    versions.maintained,
    stores,
  );
  const limit = pLimit(pools.threads * 2 + 1);
  const understood = await Promise.all(
    rows.map((row) =>
      limit(() => understandRow(row, records.get(row.id), versions, stores, pools)),
    ),
  );
  const stored = await commitUnderstood(understood, stores);
  return stored.flatMap(({ findings }) => findings);
}

async function understandRow(
  row: BegunRow,
  stored: ItemRecords = new Map(),
  versions: Versions,
  { blobs }: Stores,
  pools: ExtractionPools,
): Promise<Understood> {
  const { known, size, durationSeconds, failure, ...computed } = await computeItem(
    itemOf(row),
    stored,
    versions.maintained,
    { pools, blobs, registry: versions.registry },
  );
  const { item, due, findings } = computed;
  // What an item has without the bytes that could not be had is computed; it has failed all the same.
  const failed = row.listing_failure ?? failure;
  const live = signalNames.map((name) => versions.live(name));
  const values = namedValues({ ...known(''), ...valuesOf(findings, '') }, live);
  const safety = versions.live('safety');
  const safeties = due.includes(safety)
    ? safetiesFound(findings, safety)
    : storedSafeties(stored, safety);
  return {
    ...computed,
    finish: {
      row,
      summary: summarise(item, values, safeties),
      ...(size && { size }),
      ...(durationSeconds !== undefined && { durationSeconds }),
      ...(failed && { failure: failed }),
    },
  };
}

function safetiesFound(findings: readonly Finding[], safety: SignalRef): SignalValue<'safety'>[] {
  return findings.flatMap(({ signal, outcome }) =>
    signal === safety && outcome.status === 'ok' ? [safetyValue.parse(outcome.value)] : [],
  );
}

function killer({ attempts }: BegunRow) {
  return {
    code: 'killed-its-process',
    message:
      `The process died ${attempts - 1} times while it computed this item, the last ones while it computed ` +
      'nothing else. The file is likely damaged or hostile; `understory retry --failed` tries again.',
  };
}

async function finishShard(
  { run, number, items }: ShardInput,
  findings: readonly Finding[],
  { db, clock }: Stores,
): Promise<void> {
  const { failed } = await db
    .selectFrom('items')
    .select((eb) => eb.fn.countAll<string>().as('failed'))
    .where('id', 'in', ['', ...items])
    .where('state', '=', 'failed')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('shards')
    .set({
      done: items.length - Number(failed),
      failed: Number(failed),
      signals: JSON.stringify(tallyOf(findings)),
      finished_at: new Date(clock()),
    })
    .where('run', '=', run)
    .where('number', '=', number)
    .execute();
}
