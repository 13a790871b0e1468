import { digestOfJson } from '../base/digest.ts';
import type { Item } from '../contracts/item.ts';
import type { SignalInput } from '../contracts/signal.ts';
import type { SignalName } from '../contracts/values.ts';
import type { RecordHead } from '../storage/lance/signal-table.ts';
import { contractOf, extractedSignals } from '../signals/table.ts';

export type InputDigests = Readonly<Record<string, string>>;

/**
 * For each extracted signal the digest of all that its value comes from: its version, the fields
 * and assets of the item it names, and in turn the inputs of the signals it builds on. Equal
 * digests mean equal values, so nothing is due.
 */
export function inputDigestsOf(item: Item): InputDigests {
  const digests: Record<string, string> = {};
  for (const name of extractedSignals) digests[name] = inputDigestOf(item, name);
  return digests;
}

/** One digest over those of all signals: it differs when anything of the item is due. */
export function itemDigestOf(digests: InputDigests): string {
  return digestOfJson(digests);
}

/** The signals of an item whose last values come from other inputs, are missing, or failed. */
export function dueSignals(
  digests: InputDigests,
  heads: ReadonlyMap<SignalName, readonly RecordHead[]>,
): SignalName[] {
  return extractedSignals.filter((name) => {
    const rows = heads.get(name) ?? [];
    const current = rows.every(
      ({ input, status }) => input === digests[name] && status !== 'failed',
    );
    return rows.length === 0 || !current;
  });
}

function inputDigestOf(item: Item, name: SignalName): string {
  const { version, inputs } = contractOf(name);
  return digestOfJson([name, version, inputs.map((input) => valueOfInput(item, input))]);
}

function valueOfInput(item: Item, input: SignalInput): unknown {
  switch (input) {
    case 'image':
    case 'video':
      return item.assets.map(({ digest, medium }) => [digest, medium]);
    case 'title':
      return item.text.title ?? null;
    case 'description':
      return item.text.description ?? null;
    case 'tags':
      return item.text.tags;
    default:
      return inputDigestOf(item, input);
  }
}
