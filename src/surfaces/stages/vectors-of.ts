import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';

/** The embeddings of items as wholes; those that have none are left out. */
export async function vectorsOf(
  items: readonly string[],
  ref: SignalRef<'image_embedding' | 'text_embedding'>,
  signals: SignalStore,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const records = await (await tableOf(signals, ref)).recordsOf(items);
  return new Map(
    records.flatMap(({ item, part, value }) =>
      part === '' && value ? [[item, value.vector] as const] : [],
    ),
  );
}
