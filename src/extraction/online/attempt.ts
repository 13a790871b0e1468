import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/log.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Blobs } from '../../storage/blobs.ts';
import { picturesOfWords } from '../../signals/recipes/recipe.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import type { BadPicture, OnlineAnswer, OnlineValue } from './answer.ts';
import { computePlan, type Computation } from './compute.ts';
import { itemOfContent } from './content.ts';
import { guardedPools } from './guarded-pools.ts';
import type { ModelRegister } from './model-digests.ts';
import type { OnlineRequest } from './online.ts';
import { createPatience } from './patience.ts';
import { keyOfPlan, planOnline, type OnlinePlan } from './plan.ts';
import type { Refusal } from './refusal.ts';
import type { ResultCache } from './result-cache.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServiceTimes } from './service-times.ts';
import type { Statistics } from './statistics.ts';

/** What a plan is carried out with. */
export interface Attempting {
  readonly blobs: Pick<Blobs, 'localPath'>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly models: ModelRegister;
  readonly cache: ResultCache;
  readonly times: ServiceTimes;
  readonly scheduler: Scheduler<Computation>;
  readonly statistics: Statistics;
  readonly pools: ExtractionPools;
}

/** What is kept and what is due of these versions; refused where finding that takes too long. */
export async function planInTime(
  request: OnlineRequest,
  asked: readonly SignalRef[],
  { models, cache }: Pick<Attempting, 'models' | 'cache'>,
): Promise<OnlinePlan | Refusal> {
  const patience = createPatience(request, () => performance.now());
  try {
    const item = itemOfContent(request.content);
    const plan = planOnline(item, asked, request.versions.registry, { models, cache });
    return await Promise.race([plan, patience.refusal]);
  } finally {
    patience.end();
  }
}

/** Answers from what is kept, and from computing what is due where that is not refused. */
export async function attemptPlan(
  plan: OnlinePlan,
  request: OnlineRequest,
  parts: Attempting,
): Promise<OnlineAnswer | BadPicture | Refusal> {
  const { statistics, scheduler, times } = parts;
  if (plan.due.length === 0) {
    statistics.count('cached');
    return { kind: 'answer', values: plan.found, waitedMs: 0 };
  }
  const { content, versions } = request;
  const work = {
    key: keyOfPlan(plan),
    costMs: times.estimate(plan.due, content.pictures.length, versions.registry),
    compute: (isWanted: () => boolean) => computeAndKeep(plan, request, isWanted, parts),
  };
  const done = await scheduler.run(work, request);
  if (done.kind === 'refused') return done;
  if (done.joined) statistics.count('joined');
  statistics.took('wait', done.waitedMs);
  const { entries, failure } = done.result;
  if (failure) return { kind: 'bad-picture', ...failure };
  const values = plan.asked.map((ref): readonly [SignalRef, OnlineValue] => [
    ref,
    plan.found.get(ref) ?? { entry: entries.get(ref), cached: 'no' },
  ]);
  return { kind: 'answer', values: new Map(values), waitedMs: done.waitedMs };
}

async function computeAndKeep(
  plan: OnlinePlan,
  { content, versions }: OnlineRequest,
  isWanted: () => boolean,
  { blobs, log, clock, cache, times, statistics, pools }: Attempting,
): Promise<Computation> {
  const begun = performance.now();
  const workplace = {
    pools: guardedPools(pools, isWanted),
    blobs,
    registry: versions.registry,
  };
  const computation = await computePlan(plan, content, workplace, clock());
  const tookMs = performance.now() - begun;
  statistics.took('compute', tookMs);
  if (computation.failure) return computation;
  times.note(plan.due, content.pictures.length, tookMs);
  for (const [ref, entry] of computation.entries) {
    const pictures = picturesOfWords(ref);
    statistics.computed(pictures ? `words of ${pictures}` : ref);
    times.noteCpu(ref, entry.cpuMs);
    const key = plan.keys.get(ref);
    if (key) cache.put(key, entry);
    for (const { part, outcome } of entry.outcomes) {
      if (outcome.status !== 'failed') continue;
      statistics.count('failed');
      log.warn({ signal: ref, part, reason: outcome.reason }, 'a signal failed on request');
    }
  }
  return computation;
}
