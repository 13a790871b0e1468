import { z } from 'zod';
import { inputError } from '../../base/errors.ts';

/** Pieces with their log probabilities, by id; null where the vocabulary's file lost the number. */
export type UnigramVocabulary = readonly (readonly [piece: string, score: number | null])[];

const vocabularySchema = z
  .array(z.tuple([z.string().min(1), z.number().nullable()]))
  .min(7)
  .max(1_000_000);

/** The mark that stands for a space and begins every text. */
const wordStart = '\u2581';

/** Ids below this are control symbols: 0 is the unknown piece. */
const reservedSymbols = 6;

const unknownId = 0;

interface Prefix {
  readonly next: Map<string, Prefix>;
  /** The id of the piece that ends here; `unknownId` where none does. */
  id: number;
}

export interface UnigramTokenizer {
  /** Ids of the most probable pieces of the text; a run of unknown characters is one 0. */
  encode(text: string): number[];
  /** The piece of an id, `\u2581` standing for a space; empty for 0 and for ids that are none. */
  piece(id: number): string;
}

/**
 * SentencePiece's unigram segmentation (Kudo 2018, "Subword Regularization", section 3.2): the
 * Viterbi path through all pieces after NFKC normalisation.
 *
 * It gives the ids that the tfjs Universal Sentence Encoder's tokenizer gives, with which its
 * weights are used: an unknown character costs nothing, and a missing score counts as 0. Time and
 * memory are linear in the text's length (times the longest piece).
 */
export function unigramTokenizer(vocabulary: UnigramVocabulary): UnigramTokenizer {
  const lengths = vocabulary.map(([piece]) => Array.from(piece).length);
  const scores = vocabulary.map(([, score]) => score ?? 0);
  const root = prefixTree(vocabulary);
  return {
    encode(text) {
      const symbols = symbolsOf(text);
      const chosen = bestPieces(symbols, root, scores);
      const ids: number[] = [];
      for (let end = symbols.length; end > 0;) {
        const id = chosen[end] ?? unknownId;
        if (id !== unknownId || ids.at(-1) !== unknownId) ids.push(id);
        end -= lengths[id] ?? 1;
      }
      return ids.toReversed();
    },
    piece: (id) => (id === unknownId ? '' : (vocabulary[id]?.[0] ?? '')),
  };
}

/** Reads a vocabulary of the form `[[piece, score], …]` from the bytes of a JSON file. */
export function parseUnigramVocabulary(bytes: Uint8Array): UnigramVocabulary {
  try {
    return vocabularySchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw inputError(
      'vocabulary',
      'Cannot read the vocabulary: expected a JSON list of [piece, score]. Add the model again.',
      { cause: error },
    );
  }
}

function symbolsOf(text: string): string[] {
  const normalised = text.normalize('NFKC');
  if (normalised === '') return [];
  return Array.from(wordStart + normalised.replaceAll(' ', wordStart));
}

/** For each end position, the id of the last piece of the best path to it. */
function bestPieces(symbols: readonly string[], root: Prefix, scores: readonly number[]) {
  const best = new Float64Array(symbols.length + 1);
  const chosen = new Int32Array(symbols.length + 1);
  const offer = (end: number, id: number, score: number) => {
    const reached = best[end] ?? 0;
    // A best of exactly 0 is taken for "not reached": the peer does so, and ids must be equal.
    if (reached !== 0 && score < reached) return;
    best[end] = score;
    chosen[end] = id;
  };
  for (let start = 0; start < symbols.length; start++) {
    const before = best[start] ?? 0;
    let known = false;
    let node = root.next.get(symbols[start] ?? '');
    for (let end = start + 1; node !== undefined; end++) {
      if (node.id !== unknownId) {
        known = true;
        offer(end, node.id, before + (scores[node.id] ?? 0));
      }
      node = node.next.get(symbols[end] ?? '');
    }
    if (!known) offer(start + 1, unknownId, before);
  }
  return chosen;
}

function prefixTree(vocabulary: UnigramVocabulary): Prefix {
  const root: Prefix = { next: new Map(), id: unknownId };
  for (const [id, [piece]] of vocabulary.entries()) {
    if (id < reservedSymbols) continue;
    let node = root;
    for (const symbol of piece) {
      const next = node.next.get(symbol) ?? { next: new Map(), id: unknownId };
      node.next.set(symbol, next);
      node = next;
    }
    node.id = id;
  }
  return root;
}
