import type { SignalValue } from '../../contracts/values.ts';
import type { TextField } from '../text/fields.ts';
import { imageLabels } from './image-labels.ts';
import type { ClassProbabilities } from './image-labels.ts';
import { matchText } from './match-text.ts';
import { safetyLabel } from './taxonomy.ts';
import type { SafetyLabelId } from './taxonomy.ts';

export type Safety = SignalValue<'safety'>;
export type ScoredLabel = Safety['labels'][number];

/** A score from here on is blurred until revealed. */
export const sensitiveScore = 0.5;
/** A score from here on is also left out of search. */
export const unsafeScore = 0.85;
/** Labels below this say nothing worth keeping. */
const leastScore = 0.2;
/** Each further occurrence takes away this share of what is missing to 1. */
const repeatShare = 0.1;

/** The tier and score of a set of labels: the worst decides. */
export function judge(labels: readonly ScoredLabel[]): Pick<Safety, 'tier' | 'score' | 'labels'> {
  const score = labels.reduce((worst, label) => Math.max(worst, label.score), 0);
  const tier = score >= unsafeScore ? 'unsafe' : score >= sensitiveScore ? 'sensitive' : 'safe';
  return { tier, score, labels: labels.toSorted((a, b) => b.score - a.score) };
}

/** @param language ISO 639-1 or `und`. */
export function labelsOfText(field: TextField, text: string, language: string): ScoredLabel[] {
  return [...matchText(text, language)].map(([id, count]) => {
    const once = safetyLabel(id).textScore;
    const further = 1 - (1 - repeatShare) ** (count - 1);
    return scored(id, once + (1 - once) * further, field);
  });
}

export function labelsOfImage(image: ClassProbabilities): ScoredLabel[] {
  return [...imageLabels(image)]
    .filter(([, score]) => score >= leastScore)
    .map(([id, score]) => scored(id, score, 'image'));
}

function scored(id: SafetyLabelId, score: number, from: ScoredLabel['from']): ScoredLabel {
  const { category, subcategory, label } = safetyLabel(id);
  return { category, subcategory, label, score, from };
}
