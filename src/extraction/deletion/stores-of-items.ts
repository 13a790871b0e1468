import type { Tables } from '../../storage/postgres/database.ts';

/** The tables of this program, and of the job engine where anything was ever put in one. */
type TableName = keyof Tables | 'schema_migrations' | `dbos.${string}`;

/** What a store holds of an item and how that is deleted; `nothing` says why there is none. */
export type Holding = { readonly deletedBy: string } | { readonly nothing: string };

/**
 * Every table of PostgreSQL. One that is not here fails a test: whoever adds it says what of an item
 * it holds and how that is deleted. All of them are searched by `verifyDeleted`, whatever is said.
 */
export const tablesOfItems: Readonly<Record<TableName, Holding>> = {
  items: { deletedBy: 'its row goes first' },
  search_documents: { deletedBy: 'goes with its row of items' },
  search_terms: { deletedBy: 'counts go down; words that no other item has go' },
  search_spellings: { deletedBy: 'as search_terms' },
  search_phrases: { deletedBy: 'as search_terms' },
  search_statistics: { nothing: 'counts' },
  deletions: { deletedBy: 'its id is blanked when all else is gone; a keyed hash stays' },
  near_contents: { deletedBy: 'clusters are made anew without it' },
  near_edges: { deletedBy: 'clusters are made anew without it' },
  files: { deletedBy: 'rows of its origins, and of blobs that nobody uses' },
  problems: { deletedBy: 'rows of its id or origin' },
  changes: { deletedBy: 'its id is taken out; the event of its deletion goes after 30 days' },
  webhook_dead_letters: { deletedBy: 'as changes' },
  expectation_results: { deletedBy: 'examples of it are taken out' },
  engagement_events: { deletedBy: 'events of it go' },
  backfill_shards: { deletedBy: 'what they staged, a blob, is written anew without it' },
  'dbos.workflow_status': { deletedBy: 'it is taken out of what jobs were given' },
  'dbos.workflow_input': { deletedBy: 'it is taken out of what jobs were given' },
  'dbos.workflow_output': { deletedBy: 'it is taken out of what jobs gave' },
  'dbos.operation_outputs': { deletedBy: 'it is taken out of what steps gave' },
  noted_writes: { deletedBy: 'its id is taken out, once its rows are erased' },
  runs: { nothing: 'sources and counts' },
  shards: { nothing: 'counts' },
  published_contracts: { nothing: 'contracts' },
  backfills: { nothing: 'counts' },
  signal_versions: { nothing: 'versions' },
  signal_recipes: { nothing: 'how versions are made' },
  pointer_changes: { nothing: 'versions' },
  change_log: { nothing: 'the id of the log' },
  webhooks: { nothing: 'addresses of consumers' },
  consumers: { nothing: 'names' },
  consumer_signals: { nothing: 'names' },
  consumer_keys: { nothing: 'digests of keys' },
  ledger: { nothing: 'counts by hour' },
  expectation_tallies: { nothing: 'counts by hour' },
  signal_metrics: { nothing: 'counts' },
  ad_models: { nothing: 'weights' },
  ad_model_uses: { nothing: 'versions' },
  lookup_times: { nothing: 'counts by hour' },
  forgotten_users: { nothing: 'keyed hashes of users' },
  deletion_secret: { nothing: 'the secret of the hashes' },
  schema_migrations: { nothing: 'names of migrations' },
  'dbos.application_versions': { nothing: 'versions' },
  'dbos.dbos_migrations': { nothing: 'numbers' },
  'dbos.queues': { nothing: 'names and limits' },
  'dbos.event_dispatch_kv': { nothing: 'never written here' },
  'dbos.notifications': { nothing: 'never written here' },
  'dbos.streams': { nothing: 'never written here' },
  'dbos.workflow_events': { nothing: 'never written here' },
  'dbos.workflow_events_history': { nothing: 'never written here' },
  'dbos.workflow_schedules': { nothing: 'never written here' },
};

/** What lies in the home, but for files of single processes. */
export const foldersOfItems: Readonly<Record<string, Holding>> = {
  postgres: { deletedBy: 'as the tables; bytes of deleted rows stay in free pages until reused' },
  lance: { deletedBy: 'its rows are erased from all versions of all signals, with their history' },
  blobs: { deletedBy: 'those that no item uses go' },
  copies: { deletedBy: 'copies of blobs on S3: go with them' },
  thumbnails: { deletedBy: 'those of blobs that no item uses go' },
  computed: { deletedBy: 'all of it goes with every deletion' },
  indexes: { deletedBy: 'those that hold a row of an item that is gone go, and are made anew' },
  lookups: {
    deletedBy: 'a copy is made anew without it; its file has no name and ends with its server',
  },
  models: { nothing: 'what they were trained on is told by keyed hashes' },
  token: { nothing: 'the token of the server' },
  'postgres.json': { nothing: 'how to reach the database' },
  'store.txt': { nothing: 'where the store is' },
};
