import type { Blobs } from '../storage/blobs.ts';
import { abstain } from '../contracts/outcome.ts';
import type { Asset, Item } from '../contracts/item.ts';
import type { SignalName, SignalValues } from '../contracts/values.ts';
import { extractorOf, seesPictures } from '../signals/table.ts';
import { findingsOf, sameOutcome, valuesOf, type Finding } from './finding.ts';
import { understandPicture, type AssetFindings, type Failure } from './understand-picture.ts';
import { understandVideo } from './understand-video.ts';
import type { ExtractionPools } from './workers/pools.ts';

/** Everything that the due signals of an item said, and what is to be known of the item itself. */
export interface Understanding {
  readonly item: Item;
  readonly due: readonly SignalName[];
  readonly findings: readonly Finding[];
  readonly size?: { readonly width: number; readonly height: number };
  readonly durationSeconds?: number;
  readonly failure?: Failure;
}

/**
 * Computes the due signals of one item: those of its pictures first, each decoded once, then those
 * of the item, which see what the first picture or the whole video said.
 *
 * @param known Values of signals that are not due, by part.
 */
export async function understandItem(
  item: Item,
  due: readonly SignalName[],
  known: (part: string) => SignalValues,
  { pools, blobs }: { pools: ExtractionPools; blobs: Blobs },
): Promise<Understanding> {
  const pictured = due.filter((signal) => signal === 'video' || seesPictures(signal));
  const assets =
    pictured.length === 0
      ? []
      : await Promise.all(
          item.assets.map((asset, index) =>
            understandAsset(item, asset, index, pictured, known, { pools, blobs }),
          ),
        );
  const findings = assets.flatMap((asset) => asset.findings);
  if (pictured.includes('video') && !item.assets.some(({ medium }) => medium === 'video')) {
    findings.push(...sameOutcome(['video'], '', abstain('no video')));
  }
  if (item.assets.length === 0) {
    const pictureless = pictured.filter((name) => name !== 'video' && !speaksWithoutPicture(name));
    findings.push(...sameOutcome(pictureless, '', abstain('no picture')));
  }
  const textual = due.filter(
    (signal) =>
      !pictured.includes(signal) || (item.assets.length === 0 && speaksWithoutPicture(signal)),
  );
  if (textual.length > 0) {
    const signals = { ...known(''), ...valuesOf(findings, '') };
    const unit = { item, part: '', signals };
    findings.push(...findingsOf('', await pools.infer({ unit, signals: textual })));
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
  pictured: readonly SignalName[],
  known: (part: string) => SignalValues,
  { pools, blobs }: { pools: ExtractionPools; blobs: Blobs },
): Promise<AssetFindings> {
  const part = index === 0 ? '' : String(index);
  const path = blobs.pathOf(asset.digest);
  const unit = { item, part };
  if (asset.medium === 'video') return await understandVideo(path, unit, pictured, known, pools);
  const signals = pictured.filter((signal) => signal !== 'video');
  return await understandPicture({ path }, unit, signals, known(part), pools);
}

/** Signals of the item that look at its picture where there is one, and go without elsewhere. */
function speaksWithoutPicture(signal: SignalName): boolean {
  return signal !== 'video' && extractorOf(signal).scope === 'item';
}
