import { inputError } from '../../base/errors.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { knowsWords } from '../../retrieval/query-embedding.ts';
import { coloursIn, type WantedColours } from './colours-in.ts';
import type { SearchPart, TextPart } from './query.ts';

/** A search as its routes and stages take it. */
export interface UnderstoodQuery {
  /** Looked for among the words of items. */
  readonly words: readonly TextPart[];
  /** What has all words of one of these is left out. */
  readonly unwanted: readonly string[];
  /** What pictures should be of, or not, where their encoder knows no words. */
  readonly colours: readonly WantedColours[];
  /** Whether it is of colours alone. */
  readonly isOfColours: boolean;
  /** Looked for among the embeddings of items. */
  readonly embedded: readonly SearchPart[];
  /** Whether all that leads to pictures is words. */
  readonly isDepiction: boolean;
  /** The items that it is made of: none of them is a result. */
  readonly own: ReadonlySet<string>;
  /** Whether it is of one part alone. */
  readonly isSimple: boolean;
}

/**
 * What is looked for by which route. Names of colours beside something else act on the palettes of
 * pictures, unless the encoder of pictures knows what they mean.
 *
 * @throws input `no-query`, `only-away`
 */
export function understand(parts: readonly SearchPart[], versions: Versions): UnderstoodQuery {
  requireParts(parts);
  const isJoint = knowsWords(versions.live('image_embedding'), versions);
  const colours = new Map(
    parts.flatMap((part) => (part.kind === 'text' ? [[part, coloursIn(part.text)] as const] : [])),
  );
  const isColour = (part: SearchPart) =>
    part.kind === 'text' && !isJoint && colours.get(part)?.areAll === true;
  const isOfColours = parts.every((part) => part.weight < 0 || isColour(part));
  const said = parts.filter((part) => isOfColours || !isColour(part));
  const texts = said.filter((part) => part.kind === 'text');
  const towards = said.filter(({ weight }) => weight > 0);
  return {
    words: texts.filter(({ weight }) => weight > 0),
    unwanted: texts.filter((part) => part.weight < 0 && !isColour(part)).map(({ text }) => text),
    colours: isJoint
      ? []
      : [...colours].flatMap(([{ weight }, { colours: named, areAll }]) =>
          named.length > 0 && (weight > 0 || areAll) ? [{ colours: named, weight }] : [],
        ),
    isOfColours,
    embedded: said,
    isDepiction: towards.every(({ kind }) => kind === 'text'),
    own: new Set(parts.flatMap((part) => (part.kind === 'item' ? [part.id] : []))),
    isSimple: parts.length === 1,
  };
}

function requireParts(parts: readonly SearchPart[]): void {
  const isEmpty = (part: SearchPart) => part.kind === 'text' && part.text.trim() === '';
  if (parts.length === 0 || parts.some(isEmpty)) {
    throw inputError('no-query', 'Expected words to search for, got none.');
  }
  if (parts.every(({ weight }) => weight < 0)) {
    throw inputError(
      'only-away',
      'Expected a part of the search with a weight above 0: everything is unlike something. Say what it should be like.',
    );
  }
}
