import { withoutLinks } from '../text/links.ts';
import { languageDetector } from './detector.ts';

/** A guess with what it rests on. */
export interface LanguageEvidence {
  /** ISO 639-1. */
  readonly guess: string;
  readonly letters: number;
  /** Mean log-likelihood an n-gram of the best and the second language, in the detector's units. */
  readonly best: number;
  readonly second: number;
}

/**
 * Weights of a logistic regression for "the guess is right", fitted on captions in 90 languages
 * (docs/decisions/2026-11-23-language-confidence.md): intercept, ln(1 + letters),
 * ln(1 + best − second), ln(1 + best).
 */
const weights = [-11.736, 0.518, 1.047, 1.844] as const;

/**
 * What the n-gram detector (ELD 2.1, its large table of 60 languages) says of a text; undefined
 * where it says nothing. Links, handles, hashtags and words with digits are not read. ELD reads
 * the first 350 bytes.
 */
export async function languageEvidence(text: string): Promise<LanguageEvidence | undefined> {
  const clean = withoutLinks(text).replace(/[\p{L}\p{M}]*[\p{N}_@#][\p{L}\p{M}\p{N}_]*/gu, ' ');
  const letters = clean.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  const result = (await languageDetector()).detect(clean);
  const [best = 0, second = 0] = Object.values(result.getScores());
  if (result.language === '' || best === 0) return undefined;
  return { guess: result.language, letters, best: unscaled(best), second: unscaled(second) };
}

/** ELD reports x / (x + 25) of its mean log-likelihood x. */
function unscaled(score: number): number {
  return (25 * score) / (1 - score);
}

/** The probability (0..1) that the guess is right. */
export function languageConfidence({ letters, best, second }: LanguageEvidence): number {
  const features = [1, Math.log1p(letters), Math.log1p(best - second), Math.log1p(best)];
  const logit = weights.reduce((sum, weight, index) => sum + weight * (features[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-logit));
}
