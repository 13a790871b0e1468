import { registerAsyncApi } from './changes/asyncapi.ts';
import { registerChanges } from './changes/feed.ts';
import { registerAddConsumer } from './consumers/add.ts';
import { registerChangeConsumer } from './consumers/change.ts';
import { registerConsumers } from './consumers/list.ts';
import { registerConsumerReads } from './consumers/reads.ts';
import { registerRetireConsumer } from './consumers/retire.ts';
import { registerConsumer } from './consumers/show.ts';
import { registerDuplicates } from './duplicates/list.ts';
import { registerBrowse } from './items/browse.ts';
import { registerFacets } from './items/facets.ts';
import { registerShow } from './items/show.ts';
import { registerIssueKey } from './keys/issue.ts';
import { registerRevokeKey } from './keys/revoke.ts';
import { registerRotateKey } from './keys/rotate.ts';
import { registerAsset } from './media/asset.ts';
import { registerThumb } from './media/thumb.ts';
import type { RegisterRoute } from './route.ts';
import { registerRuns } from './runs/list.ts';
import { registerRun } from './runs/show.ts';
import { registerSearchImage } from './search/image.ts';
import { registerRelated } from './search/related.ts';
import { registerSearch } from './search/search.ts';
import { registerReaders } from './signals/readers.ts';
import { registerStatus } from './status/show.ts';

/** Every route of the interface. */
export const routes: readonly RegisterRoute[] = [
  registerBrowse,
  registerFacets,
  registerShow,
  registerSearch,
  registerSearchImage,
  registerRelated,
  registerDuplicates,
  registerRuns,
  registerRun,
  registerStatus,
  registerChanges,
  registerAsyncApi,
  registerReaders,
  registerConsumers,
  registerAddConsumer,
  registerConsumer,
  registerChangeConsumer,
  registerRetireConsumer,
  registerConsumerReads,
  registerIssueKey,
  registerRotateKey,
  registerRevokeKey,
  registerAsset,
  registerThumb,
];
