import { inputError } from '../../base/errors.ts';

/**
 * Patterns of well-known tokenizers that the rule below would refuse. Each was read: on no text
 * do they take more than linear time for each match, because what one repetition takes the next
 * cannot.
 */
const known = new Set([
  // CLIP
  "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
  "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
  // GPT-2
  "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
  // GPT-4 (cl100k), Llama 3, Qwen 2
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
]);

const maxLength = 400;

/**
 * Refuses regular expressions that can take more than quadratic time. A pattern that is not a
 * known one may have no repeated group, no look-around, no back-reference, and one unbounded
 * repetition at most: in each alternative, or in all where there are groups.
 *
 * @throws input error `tokenizer-pattern`.
 */
export function checkPattern(pattern: string): void {
  if (known.has(pattern)) return;
  const plain = withoutClasses(pattern);
  const repeatsGroup = /\)[*+?{]/.test(plain);
  const looksAround = /\(\?(?:[=!]|<[=!]|>)/.test(plain);
  const refersBack = /\\[1-9kg]/.test(plain);
  const branches = plain.includes('(') ? [plain] : plain.split('|');
  const repeatsTwice = branches.some(
    (branch) => (branch.match(/[^\\][*+]|\{\d*,\d*\}/g) ?? []).length > 1,
  );
  const isLong = pattern.length > maxLength;
  if (!isLong && !repeatsGroup && !looksAround && !refersBack && !repeatsTwice) return;
  throw inputError(
    'tokenizer-pattern',
    `The tokenizer splits text by the pattern ${JSON.stringify(pattern.slice(0, 120))}, which ` +
      `is not a known one and could take forever on some text. Use a model with a common tokenizer.`,
  );
}

/** The pattern with each character class and escape replaced by one letter. */
function withoutClasses(pattern: string): string {
  return pattern
    .replace(/\\[pPx]\{[^}]*\}/g, 'c')
    .replace(/\\[^1-9kg]/g, 'c')
    .replace(/\[(?:\\.|[^\]\\])*\]/g, 'c');
}
