import { abstain } from '../contracts/outcome.ts';
import type { Asset, Item } from '../contracts/item.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { SignalRegistry } from '../signals/registry.ts';
import { findingsOf, sameOutcome, valuesOf, type Finding } from './finding.ts';
import type { PartValues } from './named-values.ts';
import {
  isVideo,
  understandPicture,
  type AssetFindings,
  type Failure,
} from './understand-picture.ts';
import { understandVideo } from './understand-video.ts';
import type { Workplace } from './workplace.ts';

/** Everything that the due signals of an item said, and what is to be known of the item itself. */
export interface Understanding {
  readonly item: Item;
  readonly due: readonly SignalRef[];
  readonly findings: readonly Finding[];
  readonly size?: { readonly width: number; readonly height: number };
  readonly durationSeconds?: number;
  readonly failure?: Failure;
}

/**
 * Computes the due signals of one item, each picture decoded once. Signals of the item see what the
 * first picture, or the whole video, said: those of a picture run with it in one go.
 *
 * @param known Values of signals that are not due, by part.
 */
export async function understandItem(
  item: Item,
  due: readonly SignalRef[],
  known: (part: string) => PartValues,
  work: Workplace,
): Promise<Understanding> {
  const { registry } = work;
  const pictured = due.filter((signal) => looksAtPictures(signal, registry));
  const assets =
    pictured.length === 0
      ? []
      : await Promise.all(
          item.assets.map((asset, index) =>
            understandAsset(item, asset, index, index === 0 ? due : pictured, known, work),
          ),
        );
  const findings = assets.flatMap((asset) => asset.findings);
  findings.push(...withoutPicture(item, pictured, registry));

  const said = new Set(findings.map(({ signal }) => signal));
  const left = due.filter((signal) => !said.has(signal));
  if (left.length > 0) {
    const unit = { item, part: '', known: { ...known(''), ...valuesOf(findings, '') } };
    findings.push(
      ...findingsOf(
        '',
        await work.pools.infer({ unit, signals: left, recipes: registry.recipesOf(left) }),
      ),
    );
  }
  const [first] = assets;
  const failure = assets.find((asset) => asset.failure)?.failure;
  return {
    item,
    due,
    findings,
    ...(first?.size && { size: first.size }),
    ...(first?.durationSeconds !== undefined && { durationSeconds: first.durationSeconds }),
    ...(failure && { failure }),
  };
}

async function understandAsset(
  item: Item,
  asset: Asset,
  index: number,
  signals: readonly SignalRef[],
  known: (part: string) => PartValues,
  work: Workplace,
): Promise<AssetFindings> {
  const part = index === 0 ? '' : String(index);
  const picture = work.held?.get(asset.digest);
  const unit = { item, part };
  const ofPicture = signals.filter((signal) => !isVideo(signal));
  if (picture) return await understandPicture(picture, unit, ofPicture, known(part), work);
  const path = await work.blobs.localPath(asset.digest);
  if (asset.medium === 'video') {
    const pictured = signals.filter((signal) => looksAtPictures(signal, work.registry));
    return await understandVideo(path, unit, pictured, known, work);
  }
  return await understandPicture({ path }, unit, ofPicture, known(part), work);
}

/** What is said of pictures and videos where there are none. */
function withoutPicture(
  { assets }: Item,
  pictured: readonly SignalRef[],
  registry: SignalRegistry,
): Finding[] {
  const findings: Finding[] = [];
  if (!assets.some(({ medium }) => medium === 'video')) {
    findings.push(...sameOutcome(pictured.filter(isVideo), '', abstain('no video')));
  }
  if (assets.length === 0) {
    const silent = pictured.filter(
      (signal) => !isVideo(signal) && !speaksWithoutPicture(signal, registry),
    );
    findings.push(...sameOutcome(silent, '', abstain('no picture')));
  }
  return findings;
}

function looksAtPictures(signal: SignalRef, registry: SignalRegistry): boolean {
  return isVideo(signal) || registry.seesPictures(signal);
}

/** Signals of the item that look at its picture where there is one, and go without elsewhere. */
function speaksWithoutPicture(signal: SignalRef, registry: SignalRegistry): boolean {
  return !isVideo(signal) && registry.extractorOf(signal).scope === 'item';
}
