import { registerAsyncApi } from './changes/asyncapi.ts';
import { registerChanges } from './changes/feed.ts';
import { registerAddConsumer } from './consumers/add.ts';
import { registerChangeConsumer } from './consumers/change.ts';
import { registerConsumers } from './consumers/list.ts';
import { registerConsumerReads } from './consumers/reads.ts';
import { registerRetireConsumer } from './consumers/retire.ts';
import { registerConsumer } from './consumers/show.ts';
import { registerDeletions } from './deletions/list.ts';
import { registerRestore } from './deletions/restore.ts';
import { registerDuplicateCheck } from './duplicates/check.ts';
import { registerDuplicates } from './duplicates/list.ts';
import { registerAddEvents } from './events/add.ts';
import { registerExport } from './export/show.ts';
import { registerAddItems } from './items/add.ts';
import { registerBrowse } from './items/browse.ts';
import { registerDeleteItem } from './items/delete.ts';
import { registerFacets } from './items/facets.ts';
import { registerShow } from './items/show.ts';
import { registerItemSignals } from './items/signals.ts';
import { registerTraces } from './items/traces.ts';
import { registerIssueKey } from './keys/issue.ts';
import { registerRevokeKey } from './keys/revoke.ts';
import { registerRotateKeyByOwner } from './keys/rotate-by-owner.ts';
import { registerRotateKey } from './keys/rotate.ts';
import { registerAsset } from './media/asset.ts';
import { registerThumb } from './media/thumb.ts';
import { registerAdsMatchImage } from './ads/match-image.ts';
import { registerAdsMatch } from './ads/match.ts';
import { registerAdModels } from './ads/models.ts';
import { registerUseAdModel } from './ads/use-model.ts';
import type { RegisterRoute } from './route.ts';
import { registerChangeJob } from './jobs/change.ts';
import { registerJobs } from './jobs/list.ts';
import { registerJob } from './jobs/show.ts';
import { registerRuns } from './runs/list.ts';
import { registerRun } from './runs/show.ts';
import { registerComplete } from './search/complete.ts';
import { registerSearchImage } from './search/image.ts';
import { registerRelated } from './search/related.ts';
import { registerSearch } from './search/search.ts';
import { registerContract } from './signals/contract.ts';
import { registerEncoders } from './signals/encoders.ts';
import { registerSignals } from './signals/list.ts';
import { registerSignal } from './signals/show.ts';
import { registerCompute } from './signals/compute.ts';
import { registerOpenApi } from './openapi/show.ts';
import { registerLiveHistory } from './live/history.ts';
import { registerLive } from './live/show.ts';
import { registerHome } from './home/feed.ts';
import { registerInterests } from './home/interests.ts';
import { registerReady } from './health/ready.ts';
import { registerLookup } from './signals/lookup.ts';
import { registerReaders } from './signals/readers.ts';
import { registerBackfill } from './signals/backfill.ts';
import { registerAddVersion } from './signals/add-version.ts';
import { registerPromote } from './signals/promote.ts';
import { registerRetire } from './signals/retire.ts';
import { registerRollback } from './signals/rollback.ts';
import { registerIndexes } from './status/indexes.ts';
import { registerMetrics } from './status/metrics.ts';
import { registerStatus } from './status/show.ts';
import { registerForgetUser } from './users/forget.ts';
import { registerAddWebhook } from './webhooks/add.ts';
import { registerChangeWebhook } from './webhooks/change.ts';
import { registerWebhooks } from './webhooks/list.ts';
import { registerRemoveWebhook } from './webhooks/remove.ts';
import { registerReplayWebhook } from './webhooks/replay.ts';
import { registerRotateWebhook } from './webhooks/rotate.ts';
import { registerWebhook } from './webhooks/show.ts';
import { registerInference } from '../oip/rest/routes.ts';

/** Every route of the interface. */
export const routes: readonly RegisterRoute[] = [
  registerOpenApi,
  registerBrowse,
  registerFacets,
  registerShow,
  registerItemSignals,
  registerTraces,
  registerAddItems,
  registerDeleteItem,
  registerDeletions,
  registerRestore,
  registerLookup,
  registerExport,
  registerCompute,
  registerSearch,
  registerSearchImage,
  registerComplete,
  registerRelated,
  registerAdsMatch,
  registerAdsMatchImage,
  registerAdModels,
  registerUseAdModel,
  registerDuplicates,
  registerDuplicateCheck,
  registerHome,
  registerInterests,
  registerAddEvents,
  registerForgetUser,
  registerRuns,
  registerRun,
  registerStatus,
  registerIndexes,
  registerLive,
  registerLiveHistory,
  registerReady,
  registerMetrics,
  registerJobs,
  registerJob,
  registerChangeJob,
  registerBackfill,
  registerEncoders,
  registerAddVersion,
  registerPromote,
  registerRollback,
  registerRetire,
  registerChanges,
  registerAsyncApi,
  registerWebhooks,
  registerAddWebhook,
  registerWebhook,
  registerChangeWebhook,
  registerReplayWebhook,
  registerRotateWebhook,
  registerRemoveWebhook,
  registerSignals,
  registerSignal,
  registerContract,
  registerReaders,
  registerConsumers,
  registerAddConsumer,
  registerConsumer,
  registerChangeConsumer,
  registerRetireConsumer,
  registerConsumerReads,
  registerIssueKey,
  registerRotateKey,
  registerRotateKeyByOwner,
  registerRevokeKey,
  registerAsset,
  registerThumb,
  registerInference,
];
