import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { OnlineAnswer, OnlineValue } from './answer.ts';
import { attemptPlan, planInTime, type Attempting } from './attempt.ts';
import { cheaperVersion } from './cheaper.ts';
import type { OnlineRequest } from './online.ts';
import type { Refusal } from './refusal.ts';

/**
 * Answers with cheaper versions in place of those that it was refused to compute; undefined where
 * the asker takes none, there is none, or they are refused as well.
 */
export async function attemptCheaper(
  request: OnlineRequest,
  { message: because }: Refusal,
  parts: Attempting,
): Promise<OnlineAnswer | undefined> {
  const { asked, takes = [], versions } = request;
  const cheaper = new Map(
    asked.map((ref) => [ref, cheaperVersion(ref, takes, versions, parts.times) ?? ref]),
  );
  if (asked.every((ref) => cheaper.get(ref) === ref)) return undefined;
  const plan = await planInTime(request, [...new Set(cheaper.values())], parts);
  const result = 'kind' in plan ? plan : await attemptPlan(plan, request, parts);
  if (result.kind !== 'answer') return undefined;
  const values = asked.flatMap((ref): (readonly [SignalRef, OnlineValue])[] => {
    const instead = cheaper.get(ref) ?? ref;
    const value = result.values.get(instead);
    if (!value) return [];
    const degraded = { mode: 'cheaper' as const, because };
    return [[ref, instead === ref ? value : { ...value, degraded }]];
  });
  return { ...result, values: new Map(values) };
}
