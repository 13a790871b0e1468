import { abstain, ok, type Outcome } from '../contracts/outcome.ts';
import { textEmbeddingValue, type SignalValue } from '../contracts/values.ts';
import {
  parseUnigramVocabulary,
  unigramTokenizer,
  type UnigramTokenizer,
} from '../models/tokenizers/sentencepiece-unigram.ts';
import type { Model } from '../runtime/model.ts';
import { defineSignal, type Tools } from './definition.ts';
import { cleanText, sentenceOf } from './text-embedding/sentence.ts';

/** The model that makes text embeddings. */
export const textEncoder = 'use-lite';
const vocabularyFile = 'vocabulary.json';

/** The model reads the first 128 tokens: about 500 letters of English. */
const maxTokens = 128;

/** Sentence embedding of what an item says of itself. */
export const textEmbedding = defineSignal({
  contract: {
    name: 'text_embedding',
    version: 1,
    kind: 'embedding',
    inputs: ['title', 'description', 'tags'],
    models: [textEncoder],
    meaning:
      'Where the title, the tags and the description lie among texts: two items whose texts mean ' +
      'alike have a large scalar product, even where they share no word. The lite Universal ' +
      'Sentence Encoder reads the first 128 tokens, about 500 letters; tags come before the ' +
      'description so that a long one does not push them out. The model is English: text in ' +
      'other languages of Latin script is embedded by its letters and shared words, and is ' +
      'comparable only within its language. It abstains where there is no text, and where no ' +
      'word of it is in the model’s vocabulary (Chinese, for example).',
    range:
      '512 numbers, L2-normalised; scalar products −1..1: unrelated texts about 0, alike above 0.5.',
    cost: 'cheap',
  },
  schema: textEmbeddingValue,
  scope: 'item',
  stage: 'inference',
  rasters: [],
  extract: (unit, tools) => embedText(sentenceOf(unit.item.text), tools),
});

/**
 * Embeds one text exactly as the signal embeds an item's: for queries. Abstains as the signal does.
 */
export async function embedText(
  text: string,
  tools: Pick<Tools, 'model'>,
): Promise<Outcome<SignalValue<'text_embedding'>>> {
  const clean = cleanText(text);
  if (clean === '') return abstain('no text');
  const model = await tools.model(textEncoder);
  const tokenizer = await tokenizerOf(model);
  const ids = tokenizer.encode(clean).slice(0, maxTokens);
  if (!ids.some((id) => /[\p{L}\p{N}]/u.test(tokenizer.piece(id)))) {
    return abstain('no word of the text is in the vocabulary of the English model');
  }
  const { embedding } = await model.run({
    ids: { type: 'int32', dims: [ids.length], data: Int32Array.from(ids) },
  });
  return ok({ vector: Array.from(embedding?.data ?? [], Number) });
}

const tokenizers = new WeakMap<Model, Promise<UnigramTokenizer>>();

function tokenizerOf(model: Model): Promise<UnigramTokenizer> {
  const known = tokenizers.get(model);
  if (known !== undefined) return known;
  const made = model
    .file(vocabularyFile)
    .then((bytes) => unigramTokenizer(parseUnigramVocabulary(bytes)));
  tokenizers.set(model, made);
  return made;
}
