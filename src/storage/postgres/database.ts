import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { noteSpan } from '../../base/spans.ts';
import { connectionTo } from './connections.ts';
import { migrate } from './migrate.ts';
import { withPrepared } from './prepared-pool.ts';
import type { AdModelsTable, AdModelUsesTable } from './tables/ad-models.ts';
import type {
  ConsumerKeysTable,
  ConsumersTable,
  ConsumerSignalsTable,
} from './tables/consumers.ts';
import type { ChangeLogTable, ChangesTable } from './tables/changes.ts';
import type { BackfillShardsTable, BackfillsTable } from './tables/backfills.ts';
import type { DeletionSecretTable, DeletionsTable } from './tables/deletions.ts';
import type { EngagementEventsTable, ForgottenUsersTable } from './tables/engagement.ts';
import type { ExpectationResultsTable, ExpectationTalliesTable } from './tables/expectations.ts';
import type { FilesTable, ItemsTable } from './tables/items.ts';
import type { LedgerTable } from './tables/ledger.ts';
import type { LookupTimesTable } from './tables/lookup-times.ts';
import type { NearContentsTable, NearEdgesTable } from './tables/near-duplicates.ts';
import type {
  SearchDocumentsTable,
  SearchPhrasesTable,
  SearchSpellingsTable,
  SearchStatisticsTable,
  SearchTermsTable,
} from './tables/search-documents.ts';
import type { NotedWritesTable } from './tables/noted-writes.ts';
import type { ProblemsTable, RunsTable } from './tables/runs.ts';
import type { ShardsTable } from './tables/shards.ts';
import type { PublishedContractsTable } from './tables/published-contracts.ts';
import type { SignalMetricsTable } from './tables/signal-metrics.ts';
import type { SignalRecipesTable } from './tables/signal-recipes.ts';
import type { PointerChangesTable, SignalVersionsTable } from './tables/signal-versions.ts';
import type { WebhookDeadLettersTable, WebhooksTable } from './tables/webhooks.ts';

export interface Tables {
  readonly search_documents: SearchDocumentsTable;
  readonly search_terms: SearchTermsTable;
  readonly search_spellings: SearchSpellingsTable;
  readonly search_phrases: SearchPhrasesTable;
  readonly search_statistics: SearchStatisticsTable;
  readonly runs: RunsTable;
  readonly problems: ProblemsTable;
  readonly items: ItemsTable;
  readonly files: FilesTable;
  readonly shards: ShardsTable;
  readonly backfills: BackfillsTable;
  readonly backfill_shards: BackfillShardsTable;
  readonly signal_versions: SignalVersionsTable;
  readonly signal_recipes: SignalRecipesTable;
  readonly pointer_changes: PointerChangesTable;
  readonly changes: ChangesTable;
  readonly change_log: ChangeLogTable;
  readonly webhooks: WebhooksTable;
  readonly webhook_dead_letters: WebhookDeadLettersTable;
  readonly near_contents: NearContentsTable;
  readonly near_edges: NearEdgesTable;
  readonly noted_writes: NotedWritesTable;
  readonly consumers: ConsumersTable;
  readonly consumer_signals: ConsumerSignalsTable;
  readonly consumer_keys: ConsumerKeysTable;
  readonly ledger: LedgerTable;
  readonly expectation_results: ExpectationResultsTable;
  readonly expectation_tallies: ExpectationTalliesTable;
  readonly signal_metrics: SignalMetricsTable;
  readonly lookup_times: LookupTimesTable;
  readonly published_contracts: PublishedContractsTable;
  readonly ad_models: AdModelsTable;
  readonly ad_model_uses: AdModelUsesTable;
  readonly deletions: DeletionsTable;
  readonly deletion_secret: DeletionSecretTable;
  readonly engagement_events: EngagementEventsTable;
  readonly forgotten_users: ForgottenUsersTable;
}

export type Database = Kysely<Tables>;

/** Connects to the control plane and brings its schema up to this program's. */
export async function openDatabase(url: string): Promise<Database> {
  const pool = new pg.Pool({
    ...connectionTo(url),
    max: 8,
    application_name: 'understory',
    // Kysely ends only a pool that it has used: after a command that queried nothing, the
    // connection that migrated would keep the process for ten seconds.
    allowExitOnIdle: true,
  });
  // A connection that breaks while idle is replaced by the pool; the next query reports real trouble.
  pool.on('error', () => undefined);
  // Of one that breaks while it is used the query that waits tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: withPrepared(pool) }),
    // The text has placeholders where values are.
    log: ({ query, queryDurationMillis }) => {
      noteSpan('postgresql', queryDurationMillis, {
        'db.system.name': 'postgresql',
        'db.query.text': query.sql,
      });
    },
  });
}
