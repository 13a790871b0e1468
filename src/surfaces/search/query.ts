import type { Box } from '../../contracts/box.ts';
import type { HeldPicture } from '../../extraction/online/content.ts';
import type { Filters } from '../../retrieval/condition.ts';

/** How much a part says; below 0 it leads away. */
interface Weighed {
  readonly weight: number;
}

export interface TextPart extends Weighed {
  readonly kind: 'text';
  readonly text: string;
}

/** An item of the catalogue, or a part of its picture. */
export interface ItemPart extends Weighed {
  readonly kind: 'item';
  readonly id: string;
  readonly box?: Box;
}

export interface PicturePart extends Weighed {
  readonly kind: 'picture';
  readonly picture: HeldPicture;
}

export type SearchPart = TextPart | ItemPart | PicturePart;

export interface SearchOptions {
  readonly limit: number;
  /** Show unsafe items too. */
  readonly unsafe?: boolean;
  /** Show all near-duplicates. */
  readonly copies?: boolean;
  /** Never look for other words than those typed. */
  readonly asTyped?: boolean;
  /** Which items may be found. */
  readonly filters?: Filters | undefined;
  /** Say what each stage did. */
  readonly explain?: boolean | undefined;
}
