import { inSpan } from '../../base/spans.ts';
import { openPools } from '../workers/pools.ts';
import type { OnlineResult } from './answer.ts';
import { attemptCheaper } from './attempt-cheaper.ts';
import { attemptPlan, planInTime } from './attempt.ts';
import type { Computation } from './compute.ts';
import { degradedAnswer } from './degrade.ts';
import { createDiskCache } from './disk-cache.ts';
import { createDoor } from './door.ts';
import { lazyPools } from './lazy-pools.ts';
import { createMemoryCache } from './memory-cache.ts';
import { createModelRegister } from './model-digests.ts';
import type { OnlineExtraction, OnlineParts, OnlineRequest } from './online.ts';
import { createResultCache } from './result-cache.ts';
import { createScheduler } from './scheduler.ts';
import { createServiceTimes } from './service-times.ts';
import { readOnlineSettings, type OnlineSettings } from './settings.ts';
import { createStatistics } from './statistics.ts';
import { createWarmer } from './warmer.ts';

const now = (): number => performance.now();

/** Opens it without a thread: the first request, or warming, starts them. */
export function openOnline(
  { home, blobs, log, clock }: OnlineParts,
  settings: OnlineSettings = readOnlineSettings(),
): OnlineExtraction {
  const statistics = createStatistics(clock);
  const memory = createMemoryCache(settings.memoryBytes, clock);
  const disk = createDiskCache(home.computed, settings.diskBytes, log);
  const cache = createResultCache(memory, disk);
  const times = createServiceTimes();
  const scheduler = createScheduler<Computation>(settings, now);
  const waitMs = (): number => scheduler.waitMs(Infinity);
  const door = createDoor(settings, waitMs, statistics.refused);
  const pools = lazyPools({ threads: settings.threads, modelsFolder: home.models }, () =>
    openPools(home, settings.threads, {
      resident: true,
      batch: settings.batch,
      onBatch: statistics.batch,
    }),
  );
  const models = createModelRegister(home.models, async (names) => {
    const unit = { item: { id: 'load', text: { tags: [] }, attributes: {} }, part: '', known: {} };
    await pools.warm({ unit, signals: [], recipes: [], models: names });
  });

  const warmer = createWarmer(pools, log);
  const parts = { blobs, log, clock, models, cache, times, scheduler, statistics, pools };

  const queue = () => ({ waiting: scheduler.waiting, running: scheduler.running });

  const answer = async (request: OnlineRequest): Promise<OnlineResult> => {
    const { asked, takes = [] } = request;
    const plan = await planInTime(request, asked, parts);
    if ('kind' in plan) return plan;
    statistics.looked(plan.found.values(), plan.due.length);
    const result = await attemptPlan(plan, request, parts);
    if (result.kind !== 'refused' || result.reason === 'gone') return result;
    const cheaper =
      result.reason === 'overloaded' && (await attemptCheaper(request, result, parts));
    if (cheaper) return cheaper;
    const values = degradedAnswer(plan, takes, result, cache);
    return values ? { kind: 'answer', values, waitedMs: 0 } : result;
  };

  return {
    door,
    warm: warmer.warm,
    async compute(request) {
      const begun = now();
      warmer.warmWhatCame(request.versions);
      const signals = request.asked.join(' ');
      const result = await inSpan('compute signals', { 'understory.signals': signals }, () =>
        answer(request),
      );
      if (result.kind === 'refused') statistics.refused(result.reason);
      if (result.kind !== 'answer') return result;
      statistics.count('answered');
      if ([...result.values.values()].some(({ degraded }) => degraded)) {
        statistics.count('degraded');
      }
      statistics.took('request', now() - begun);
      return result;
    },
    pools,
    get isReady() {
      return warmer.state === 'ready';
    },
    forget: memory.clear,
    stats() {
      const { requests, cache: counted, ...rest } = statistics.read();
      return {
        state: warmer.state,
        threads: settings.threads,
        ...rest,
        requests: { inHand: door.inHand, ...requests },
        queue: { ...queue(), waitMs: waitMs() },
        cache: {
          ...counted,
          memoryBytes: memory.bytes,
          memoryEntries: memory.entries,
          diskBytes: disk.bytes,
        },
      };
    },
    tally: statistics.tally,
    queue,
    async close() {
      statistics.close();
      await disk.settled();
      await pools.close();
    },
  };
}
