import { inputError } from '../base/errors.ts';
import type { BackfillPlan, JobPlan } from '../contracts/jobs.ts';
import { versionOf } from '../contracts/signal-ref.ts';
import type { Estimate, WorkPlan } from '../extraction/backfill/plan.ts';

/** A plan with what it takes and costs, as it is shown. */
export function planView(
  { ref, catalogue, items, bytes, shards }: WorkPlan,
  estimate: Estimate | undefined,
  price = configuredPrice(),
): BackfillPlan {
  const { name: signal, version } = versionOf(ref);
  const cost = estimate && price !== undefined ? estimate.cpuHours * price : null;
  return {
    signal,
    version,
    catalogue,
    items,
    bytes,
    shards: shards.length,
    estimate: estimate ? { ...estimate, cost } : null,
  };
}

/** What a job keeps of its plan: the rest it has itself. */
export function jobPlanOf({ catalogue, estimate }: BackfillPlan): JobPlan {
  return { catalogue, estimate };
}

/** @throws input `price` */
function configuredPrice(environment: NodeJS.ProcessEnv = process.env): number | undefined {
  const text = environment.UNDERSTORY_CPU_HOUR_PRICE;
  if (text === undefined) return undefined;
  const price = Number(text);
  if (price >= 0 && Number.isFinite(price)) return price;
  throw inputError(
    'price',
    `Expected UNDERSTORY_CPU_HOUR_PRICE to be a number, such as 0.04, got "${text}".`,
  );
}
