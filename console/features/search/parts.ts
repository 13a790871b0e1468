import { findPicture } from '../../api/picture-drawer.ts';
import type { SearchPart } from '../../api/search-parts.ts';

/** A part that has a picture to cut a piece out of. */
export type PicturePart = Exclude<SearchPart, { kind: 'words' }>;

/** Whether a part has a picture that is there. */
export function isPicture(part: SearchPart | undefined): part is PicturePart {
  return part !== undefined && part.kind !== 'words' && !isGonePicture(part);
}

/** Whether a part is of a picture that was dropped before the page was loaded anew. */
export function isGonePicture(part: SearchPart): boolean {
  return part.kind === 'picture' && findPicture(part.key) === undefined;
}

/** Tells parts that are not of the item as a whole. */
export function isNotItem(id: string): (part: SearchPart) => boolean {
  return (part) => !(part.kind === 'item' && part.id === id && part.box === undefined);
}

/** The part with another piece of its picture, or with the whole of it. */
export function withBox(part: PicturePart, box: PicturePart['box']): SearchPart {
  const { box: _, ...rest } = part;
  return box === undefined ? rest : { ...rest, box };
}
