import { languageConfidence, languageEvidence } from './evidence.ts';

export interface DetectedLanguage {
  /** ISO 639-1, or `und` when unsure. */
  readonly code: string;
  /** Probability (0..1) that the best guess is right, whether or not it was sure enough to say. */
  readonly confidence: number;
}

/**
 * A guess below this probability is `und`. At 0.6 the held-out captions (14 letters on average)
 * get a code for 70 % of the texts, right in 93 %; with 30 letters or more for 96 %, right in 99 %.
 */
export const sureConfidence = 0.6;

/** The language whose sentences hold less than this share of the sure letters does not speak for all. */
const leadingShare = 0.75;
/** Sentences with fewer letters say too little to contradict the whole. */
const tellingLetters = 12;
const mostSentences = 40;

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });

/** The language of a text: `und` when it is too short, too unlike any language, or mixed. */
export async function detectLanguage(text: string): Promise<DetectedLanguage> {
  const evidence = await languageEvidence(text);
  if (evidence === undefined) return { code: 'und', confidence: 0 };
  const whole = { code: evidence.guess, confidence: languageConfidence(evidence) };
  const { code, confidence } = (await bySentence(text)) ?? whole;
  return { code: confidence < sureConfidence ? 'und' : code, confidence };
}

/**
 * The language that most of the sure sentences are in. Its confidence is theirs times its share
 * where others disagree. Undefined for fewer than two sure sentences: the whole text decides.
 */
async function bySentence(text: string): Promise<DetectedLanguage | undefined> {
  const letters = new Map<string, { letters: number; weighted: number }>();
  let sure = 0;
  let total = 0;
  for (const sentence of firstSentences(text)) {
    const evidence = await languageEvidence(sentence);
    if (evidence === undefined || evidence.letters < tellingLetters) continue;
    const confidence = languageConfidence(evidence);
    if (confidence < sureConfidence) continue;
    const sum = letters.get(evidence.guess) ?? { letters: 0, weighted: 0 };
    sum.letters += evidence.letters;
    sum.weighted += evidence.letters * confidence;
    letters.set(evidence.guess, sum);
    sure += 1;
    total += evidence.letters;
  }
  const [leading] = [...letters].toSorted(([, a], [, b]) => b.letters - a.letters);
  if (leading === undefined || sure < 2) return undefined;
  const [code, sum] = leading;
  const share = sum.letters / total;
  const confidence = sum.weighted / sum.letters;
  return share < leadingShare
    ? { code, confidence: Math.min(confidence * share, sureConfidence - 0.01) }
    : { code, confidence };
}

function firstSentences(text: string): readonly string[] {
  const found: string[] = [];
  for (const line of text.split(/[\n\r\u2028\u2029|]+/u)) {
    for (const { segment } of sentences.segment(line)) {
      if (found.length === mostSentences) return found;
      found.push(segment);
    }
  }
  return found;
}
