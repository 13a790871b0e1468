import { abstain, type Outcome } from '../contracts/outcome.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { SignalDefinition, Weighted } from '../signals/definition.ts';
import type { SignalRegistry } from '../signals/registry.ts';
import type { Finding } from './finding.ts';

/**
 * From the findings of a video's keyframes to those of the video. `weights[i]` is the share of the
 * video that `parts[i]` stands for. Signals of several parts speak for their keyframes only.
 */
export function poolFindings(
  videoPart: string,
  parts: readonly string[],
  weights: readonly number[],
  signals: readonly SignalRef[],
  findings: readonly Finding[],
  registry: SignalRegistry,
): Finding[] {
  return signals
    .filter((signal) => !registry.extractorOf(signal).extractParts)
    .map((signal) => {
      const outcomes = parts.map((part) =>
        findings.find((finding) => finding.signal === signal && finding.part === part),
      );
      const said = outcomes.flatMap((finding, index): Weighted<unknown>[] =>
        finding?.outcome.status === 'ok'
          ? [{ value: finding.outcome.value, weight: weights[index] ?? 0 }]
          : [],
      );
      const silent = outcomes.find((finding) => finding !== undefined)?.outcome;
      const outcome =
        said.length > 0
          ? poolValues(registry.extractorOf(signal), normalised(said))
          : (silent ?? abstain('the video has no keyframe'));
      return { signal, part: videoPart, outcome, cpuMs: 0 };
    });
}

function poolValues(
  { pool, schema }: SignalDefinition,
  said: readonly Weighted<unknown>[],
): Outcome<unknown> {
  if (pool) return pool(said.map(({ value, weight }) => ({ value: schema.parse(value), weight })));
  const longest = said.reduce((best, next) => (next.weight > best.weight ? next : best));
  return { status: 'ok', value: longest.value };
}

function normalised<Value>(said: readonly Weighted<Value>[]): Weighted<Value>[] {
  const total = said.reduce((sum, { weight }) => sum + weight, 0);
  return said.map(({ value, weight }) => ({
    value,
    weight: total > 0 ? weight / total : 1 / said.length,
  }));
}
