import type { z } from 'zod';
import type { Outcome } from '../../contracts/outcome.ts';
import type { SignalRead } from '../../consumers/ledger/record.ts';
import type { ComputeAnswer, ComputedSignal } from '../../contracts/online.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { dimensionsOf } from '../../contracts/vector.ts';
import { wholeOf, type OnlineAnswer, type OnlineValue } from '../../extraction/online/answer.ts';
import type { OnlineContent } from '../../extraction/online/content.ts';
import type { SignalRegistry } from '../../signals/registry.ts';

/** An answer as JSON, by the words that the signals were asked for with. */
export function presentAnswer(
  asked: ReadonlyMap<string, SignalRef>,
  { values, waitedMs }: OnlineAnswer,
  { content, registry, tookMs }: Presented,
): ComputeAnswer {
  const signals = [...asked].flatMap(([word, ref]) => {
    const value = values.get(ref);
    return value ? [[word, presentValue(ref, value, registry)] as const] : [];
  });
  return {
    pictures: content.pictures.map(({ digest }) => digest),
    signals: Object.fromEntries(signals),
    tookMs,
    waitedMs,
  };
}

interface Presented {
  readonly content: OnlineContent;
  readonly registry: SignalRegistry;
  readonly tookMs: number;
}

/** The reads that an answer amounts to: each version that says something of the content. */
export function readsOfComputed({ values }: OnlineAnswer): SignalRead[] {
  const refs = [...values.values()].flatMap(({ entry }) => (entry ? [entry.signal] : []));
  return [...new Set(refs)].map((ref) => {
    const { name: signal, version } = versionOf(ref);
    return { signal, version, items: 1 };
  });
}

/** A value in the form that look-ups of stored ones have, to the last bit. */
function presentValue(
  asked: SignalRef,
  { entry, cached, degraded }: OnlineValue,
  registry: SignalRegistry,
): ComputedSignal {
  const made = entry?.signal ?? asked;
  const facts = {
    version: versionOf(made).version,
    models: entry?.models ?? {},
    cached,
    cpuMs: entry?.cpuMs ?? 0,
    ...(degraded && { degraded: { ...degraded, asked: versionOf(asked).version } }),
  };
  if (!entry)
    return { ...facts, status: 'absent', reason: degraded?.because ?? 'nothing was said' };
  const schema = registry.schemaOf(made);
  const parts = entry.outcomes
    .filter(({ part }) => part !== '')
    .map(({ part, outcome }) => ({ part, ...present(outcome, made, schema) }));
  const whole = wholeOf(entry);
  return {
    ...facts,
    computedAt: new Date(entry.computedAt).toISOString(),
    ...(parts.length > 0 && { parts }),
    ...(whole ? present(whole, made, schema) : { status: 'absent' }),
  };
}

function present(outcome: Outcome<unknown>, ref: SignalRef, schema: z.ZodObject) {
  switch (outcome.status) {
    case 'ok':
      return { status: 'ok' as const, value: storedForm(outcome.value, schema) };
    case 'abstained':
      return outcome;
    case 'failed':
      return { status: 'failed' as const, ...failureOf(outcome.reason, ref) };
  }
}

/** Vectors are stored as float32. */
function storedForm(value: unknown, { shape }: z.ZodObject): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]: [string, unknown]) => {
      const isVector = shape[name] !== undefined && dimensionsOf(shape[name]) !== undefined;
      return [
        name,
        isVector && Array.isArray(field) ? Array.from(Float32Array.from(field)) : field,
      ];
    }),
  );
}

/** Reasons begin with a code; what follows may name places of this machine, and is in its log. */
function failureOf(reason: string, ref: SignalRef): { code: string; reason: string } {
  const code = /^([a-z0-9][a-z0-9_-]*): /.exec(reason)?.[1] ?? 'failed';
  return {
    code,
    reason: `${ref} could not be computed (${code}); the log of the server says why. Try again.`,
  };
}
