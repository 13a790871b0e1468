import type { ItemDetail } from '../../../src/contracts/api.ts';
import { frameUrl, thumbUrl } from '../../api/media.ts';
import { findValue } from './item-signals.ts';

/** What a part of an item is: one of its pictures and videos, or a shot of one of its videos. */
export interface ItemPart {
  /** Index among the assets. */
  readonly asset: number;
  /** The part that stands for the whole asset: empty for the first, `1` for the next. */
  readonly whole: string;
  readonly shot: number | undefined;
}

/** @param part `''`, `1`, `k0` or `1/k0`. */
export function partOf(part: string): ItemPart {
  const match = /^(\d*)\/?(?:k(\d+))?$/.exec(part);
  const [, whole = '', shot] = match ?? [];
  return { asset: Number(whole), whole, shot: shot === undefined ? undefined : Number(shot) };
}

/** The name of a shot of an asset. */
export function shotPart(whole: string, shot: number): string {
  return whole === '' ? `k${shot}` : `${whole}/k${shot}`;
}

/** `picture 2`, `video 3, shot 1`. */
export function wordsOfPart(detail: ItemDetail, part: string): string {
  const { asset, shot } = partOf(part);
  const medium = detail.assets[asset]?.medium === 'video' ? 'video' : 'picture';
  const words = detail.assets.length > 1 ? [`${medium} ${asset + 1}`] : [];
  if (shot !== undefined) words.push(`shot ${shot + 1}`);
  return words.join(', ');
}

/** The picture of a part, large enough to cut boxes out of; of a video its longest shot. */
export function pictureOfPart(detail: ItemDetail, part: string): string | undefined {
  const { asset: index, whole, shot } = partOf(part);
  const asset = detail.assets[index];
  if (asset === undefined) return undefined;
  if (asset.medium !== 'video') return thumbUrl(asset.digest, 1280);
  const shots = findValue(detail, whole, 'video')?.shots ?? [];
  const longest = [...shots].sort(
    (a, b) => b.endSeconds - b.startSeconds - (a.endSeconds - a.startSeconds),
  )[0];
  const shown = shot === undefined ? longest : shots[shot];
  return frameUrl(asset.digest, shown?.keyframeSeconds ?? 0, 1280);
}
