import type { Box } from '../../src/contracts/box.ts';

/** Widths that thumbnails are asked for, in pixels. */
export type ThumbWidth = 160 | 320 | 640 | 1280;

export function thumbUrl(digest: string, width: ThumbWidth): string {
  return `/media/thumb/${digest}?w=${width}`;
}

/** The bytes of the asset itself. */
export function assetUrl(digest: string): string {
  return `/media/asset/${digest}`;
}

/** One frame of a video. */
export function frameUrl(digest: string, seconds: number, width: ThumbWidth): string {
  return `/media/frame/${digest}?t=${seconds}&w=${width}`;
}

/** `x,y,w,h` as the interface writes a box, to a thousandth of the picture. */
export function boxText(box: Box): string {
  return [box.x, box.y, box.width, box.height].map((part) => Number(part.toFixed(3))).join(',');
}
