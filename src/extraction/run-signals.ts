import { codeOf, messageOf } from '../base/errors.ts';
import { fail, type Outcome } from '../contracts/outcome.ts';
import type { SignalName, SignalValues } from '../contracts/values.ts';
import type { Part, Tools, Unit } from '../signals/definition.ts';
import { extractorOf } from '../signals/table.ts';
import { threadCpuMs } from './thread-cpu.ts';

/** What a signal said of a unit, one part or several, and what it cost. */
export interface Said {
  readonly signal: SignalName;
  readonly outcome: Outcome<readonly Part<unknown>[]>;
  readonly cpuMs: number;
}

/**
 * Runs signals on one unit in the order given; each sees the values of those before it. An
 * extractor that throws, or whose value is not of its schema, has failed: the others go on.
 */
export async function runSignals(
  unit: Unit,
  names: readonly SignalName[],
  tools: Tools,
): Promise<Said[]> {
  const said: Said[] = [];
  let signals: SignalValues = unit.signals;
  for (const signal of names) {
    const begun = threadCpuMs();
    const outcome = await runSignal(signal, { ...unit, signals }, tools);
    said.push({ signal, outcome, cpuMs: threadCpuMs() - begun });
    const own = outcome.status === 'ok' ? outcome.value.find(({ part }) => part === '') : undefined;
    if (own) signals = { ...signals, [signal]: own.value };
  }
  return said;
}

async function runSignal(
  signal: SignalName,
  unit: Unit,
  tools: Tools,
): Promise<Outcome<readonly Part<unknown>[]>> {
  const { extract, extractParts, schema } = extractorOf(signal);
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
