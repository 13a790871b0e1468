import { digestOfJson } from '../base/digest.ts';
import type { Item } from '../contracts/item.ts';
import type { SignalInput } from '../contracts/signal.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { RecordHead } from '../storage/lance/signal-table.ts';
import type { SignalRegistry } from '../signals/registry.ts';

export type InputDigests = Readonly<Record<string, string>>;

/**
 * For each version the digest of all that its value comes from: the version, its settings, the
 * fields and assets of the item it names, and in turn the inputs of the signals it builds on. Equal
 * digests mean equal values, so nothing is due.
 */
export function inputDigestsOf(
  item: Item,
  refs: readonly SignalRef[],
  registry: SignalRegistry,
): InputDigests {
  return Object.fromEntries(refs.map((ref) => [ref, inputDigestOf(item, ref, registry)]));
}

/** The versions of an item whose last values come from other inputs, are missing, or failed. */
export function dueSignals(
  digests: InputDigests,
  heads: ReadonlyMap<SignalRef, readonly RecordHead[]>,
  refs: readonly SignalRef[],
): SignalRef[] {
  return refs.filter((ref) => {
    const rows = heads.get(ref) ?? [];
    const current = rows.every(
      ({ input, status }) => input === digests[ref] && status !== 'failed',
    );
    return rows.length === 0 || !current;
  });
}

function inputDigestOf(item: Item, ref: SignalRef, registry: SignalRegistry): string {
  const { name, version, inputs } = registry.contractOf(ref);
  const settings = registry.findExtractor(ref)?.settings?.();
  return digestOfJson([
    name,
    version,
    inputs.map((input) => valueOfInput(item, input, registry)),
    ...(settings === undefined ? [] : [settings]),
  ]);
}

function valueOfInput(item: Item, input: SignalInput, registry: SignalRegistry): unknown {
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
      return inputDigestOf(item, input, registry);
  }
}
