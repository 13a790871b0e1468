import { z } from 'zod';
import { huggingFaceTokenizer } from '../tokenizers/hugging-face.ts';
import type { TextSpec } from './encoder-spec.ts';

/** What a repository says of its text encoder; each file is parsed JSON, `{}` where there is none. */
export interface TextConfiguration {
  readonly tokenizer: unknown;
  readonly tokenizerConfig: unknown;
  /** `config.json`. */
  readonly model: unknown;
  /** `sentence_bert_config.json`. */
  readonly sentence: unknown;
  /** `1_Pooling/config.json`. */
  readonly pooling: unknown;
}

const tokenizerConfigSchema = z.object({
  model_max_length: z.number().optional().catch(undefined),
  pad_token: z
    .union([z.string(), z.object({ content: z.string() })])
    .nullish()
    .catch(undefined),
});

const modelSchema = z.object({
  model_type: z.string().optional(),
  max_position_embeddings: z.number().optional(),
  pad_token_id: z.number().nullish(),
  text_config: z
    .object({ max_position_embeddings: z.number().optional(), pad_token_id: z.number().nullish() })
    .optional(),
});

const sentenceSchema = z.object({ max_seq_length: z.number().nullish() });

const poolingSchema = z.object({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(true),
});

/** Models trained on texts that were all padded to one length. */
const paddedModels = /^siglip/;

/** RoBERTa counts positions from 2, so two of them are never used. */
const offsetModels = /^(?:xlm-)?roberta|^mpnet|^camembert/;

const defaultMaxTokens = 512;

/**
 * Length, padding and pooling of a text encoder. Numbers that cannot be (`model_max_length` is
 * often 10³⁰) are passed over.
 *
 * @throws input errors `unsupported-tokenizer`, `tokenizer-pattern`.
 */
export function textPreprocessing(
  configuration: TextConfiguration,
): Pick<TextSpec, 'maxTokens' | 'padToMax' | 'padId'> & { readonly pooling: 'first' | 'mean' } {
  const tokenizerConfig = tokenizerConfigSchema.parse(configuration.tokenizerConfig);
  const model = modelSchema.parse(configuration.model);
  const pooling = poolingSchema.parse(configuration.pooling);
  const type = model.model_type ?? '';
  const positions =
    model.text_config?.max_position_embeddings ??
    (model.max_position_embeddings ?? Infinity) - (offsetModels.test(type) ? 2 : 0);
  const lengths = [
    sentenceSchema.parse(configuration.sentence).max_seq_length,
    tokenizerConfig.model_max_length,
    positions,
  ].filter(isLength);
  const tokenizer = huggingFaceTokenizer(configuration.tokenizer, configuration.tokenizerConfig);
  const padToken =
    typeof tokenizerConfig.pad_token === 'object'
      ? tokenizerConfig.pad_token?.content
      : tokenizerConfig.pad_token;
  const padId = padToken === undefined ? undefined : tokenizer.idOf(padToken);
  return {
    maxTokens: lengths.length > 0 ? Math.min(...lengths) : defaultMaxTokens,
    padToMax: paddedModels.test(type),
    padId: padId ?? model.text_config?.pad_token_id ?? model.pad_token_id ?? 0,
    pooling: pooling.pooling_mode_cls_token && !pooling.pooling_mode_mean_tokens ? 'first' : 'mean',
  };
}

function isLength(length: number | null | undefined): length is number {
  return typeof length === 'number' && Number.isInteger(length) && length >= 2 && length <= 8192;
}
