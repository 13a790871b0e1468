import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { inputError, messageOf } from '../../base/errors.ts';
import { checkPattern } from './safe-patterns.ts';

/** A tokenizer read from the `tokenizer.json` of a repository. */
export interface TextTokenizer {
  /** Ids with the special tokens of the model, at most `maxTokens`: the end of the text is cut. */
  encode(text: string, maxTokens: number): number[];
  /** The id of a token, special ones among them. */
  idOf(token: string): number | undefined;
}

const jsonObject = z.record(z.string(), z.unknown());

const tokenizerSchema = z.looseObject({
  model: z.looseObject({ type: z.enum(['WordPiece', 'BPE', 'Unigram']) }),
  added_tokens: z.array(z.looseObject({ id: z.number(), content: z.string().min(1) })).default([]),
});

/** A token is hardly ever longer, so text beyond this many characters a token is never read. */
const charactersPerToken = 24;

/**
 * Reads WordPiece, BPE and unigram tokenizers. Patterns in it are checked, see `checkPattern`.
 *
 * @param tokenizerJson The parsed `tokenizer.json`.
 * @param configJson The parsed `tokenizer_config.json`, or `{}`.
 * @throws input errors `unsupported-tokenizer`, `tokenizer-pattern`.
 */
export function huggingFaceTokenizer(tokenizerJson: unknown, configJson: unknown): TextTokenizer {
  const parsed = tokenizerSchema.safeParse(tokenizerJson);
  const config = jsonObject.safeParse(configJson);
  if (!parsed.success) throw unsupported(z.prettifyError(parsed.error));
  if (!config.success) throw unsupported(z.prettifyError(config.error));
  const { normalizer, pre_tokenizer: preTokenizer, post_processor: postProcessor } = parsed.data;
  checkPatterns([normalizer, preTokenizer, postProcessor]);
  // Ids are never turned back into text here, and a decoder may hold patterns of its own.
  const tokenizer = construct({ ...parsed.data, decoder: null }, config.data);
  const encode = (text: string, special: boolean): number[] =>
    tokenizer.encode(text, { add_special_tokens: special }).ids;
  return {
    encode(text, maxTokens) {
      const read = text.slice(0, maxTokens * charactersPerToken);
      const ids = encode(read, true);
      if (ids.length <= maxTokens) return ids;
      const bare = encode(read, false);
      const added = ids.length - bare.length;
      const before = Array.from({ length: added + 1 }, (_, start) => start).find((start) =>
        bare.every((id, index) => ids[start + index] === id),
      );
      if (before === undefined) return ids.slice(0, maxTokens);
      const kept = bare.slice(0, Math.max(0, maxTokens - added));
      return [...ids.slice(0, before), ...kept, ...ids.slice(before + bare.length)];
    },
    idOf: (token) => tokenizer.token_to_id(token),
  };
}

function construct(tokenizerJson: object, config: object): Tokenizer {
  try {
    return new Tokenizer(tokenizerJson, config);
  } catch (cause) {
    throw unsupported(messageOf(cause), cause);
  }
}

/** Every `{ "Regex": … }` at any depth. */
function checkPatterns(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'Regex' && typeof inner === 'string') checkPattern(inner);
    checkPatterns(inner);
  }
}

function unsupported(why: string, cause?: unknown) {
  return inputError(
    'unsupported-tokenizer',
    `The tokenizer.json of this model cannot be used: ${why}. Expected WordPiece, BPE or Unigram.`,
    { cause },
  );
}
