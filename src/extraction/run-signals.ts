import { codeOf, messageOf } from '../base/errors.ts';
import { fail, type Outcome } from '../contracts/outcome.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Part, SignalDefinition, Tools, Unit } from '../signals/definition.ts';
import type { SignalRegistry } from '../signals/registry.ts';
import { namedValues, type PartValues } from './named-values.ts';
import { threadCpuMs } from './thread-cpu.ts';

/** What a signal said of a unit, one part or several, and what it cost. */
export interface Said {
  readonly signal: SignalRef;
  readonly outcome: Outcome<readonly Part<unknown>[]>;
  readonly cpuMs: number;
}

/** A unit before it is shown to one signal: with all that is known of it, of any version. */
export interface KnownUnit extends Omit<Unit, 'signals'> {
  readonly known: PartValues;
}

/**
 * Runs signals on one unit in the order given; each sees the values of its inputs. An
 * extractor that throws, or whose value is not of its schema, has failed: the others go on.
 */
export async function runSignals(
  { known: before, ...unit }: KnownUnit,
  refs: readonly SignalRef[],
  tools: Tools,
  registry: SignalRegistry,
): Promise<Said[]> {
  const said: Said[] = [];
  let known = before;
  for (const signal of refs) {
    const begun = threadCpuMs();
    const extractor = registry.extractorOf(signal);
    const signals = namedValues(known, extractor.contract.inputs);
    const outcome = await runSignal(extractor, { ...unit, signals }, tools);
    said.push({ signal, outcome, cpuMs: threadCpuMs() - begun });
    const own = outcome.status === 'ok' ? outcome.value.find(({ part }) => part === '') : undefined;
    if (own) known = { ...known, [signal]: own.value };
  }
  return said;
}

async function runSignal(
  { extract, extractParts, schema }: SignalDefinition,
  unit: Unit,
  tools: Tools,
): Promise<Outcome<readonly Part<unknown>[]>> {
  try {
    const outcome = extractParts
      ? await extractParts(unit, tools)
      : single(await extract(unit, tools));
    if (outcome.status !== 'ok') return outcome;
    for (const { value } of outcome.value) schema.parse(value);
    return outcome;
  } catch (error) {
    return fail(`${codeOf(error)}: ${messageOf(error)}`);
  }
}

function single(outcome: Outcome<unknown>): Outcome<readonly Part<unknown>[]> {
  return outcome.status === 'ok'
    ? { status: 'ok', value: [{ part: '', value: outcome.value }] }
    : outcome;
}
