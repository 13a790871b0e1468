import { digestOfJson } from '../../base/digest.ts';
import type { Item } from '../../contracts/item.ts';
import type { ListedItem } from '../../ingest/listed.ts';
import { settingsOfSignals } from '../../signals/table.ts';
import type { Stores } from '../stores.ts';
import { collectAsset, type KnownFiles } from './collect-asset.ts';

/** A listed item whose assets were brought among the blobs, about to come into the catalogue. */
export interface Candidate {
  readonly listed: ListedItem;
  readonly item: Item;
  readonly input: string;
  readonly failure?: { readonly code: string; readonly message: string };
}

export async function candidateOf(
  listed: ListedItem,
  known: KnownFiles,
  stores: Stores,
): Promise<Candidate> {
  const { id, text, attributes } = listed;
  const collected = [];
  for (const origin of listed.assets) collected.push(await collectAsset(origin, known, stores));
  const assets = collected.flatMap((one) => ('asset' in one ? [one.asset] : []));
  const failure = collected.find((one) => !('asset' in one));
  const item = { id, assets, text, attributes };
  const input = digestOfJson([settingsOfSignals(), text, attributes, assets]);
  return { listed, item, input, ...(failure && 'code' in failure && { failure }) };
}

/** What a candidate fails with whose blob was swept while it was looked at. */
const sweptCodes = new Set(['enoent', 'no-blob']);

/**
 * The candidate with its bytes among the blobs, where they stay: they may have been swept as nobody's
 * since they were brought there, and are brought again. Only for who passed the gate.
 */
export async function withBlobs(candidate: Candidate, stores: Stores): Promise<Candidate> {
  const { listed, item, failure } = candidate;
  const kept = await Promise.all(item.assets.map(({ digest }) => stores.blobs.has(digest)));
  if (kept.every(Boolean) && !sweptCodes.has(failure?.code ?? '')) return candidate;
  return await candidateOf(listed, new Map(), stores);
}
