/** What a recogniser read: the text and the mean probability of its characters (0 when empty). */
export interface Reading {
  readonly text: string;
  readonly confidence: number;
}

/**
 * Greedy decoding of connectionist temporal classification (Graves et al. 2006, section 3.2): the
 * likeliest class of each step, repeats merged, blanks (class 0) dropped.
 *
 * @param probabilities `[steps, classes]`, each row summing to 1.
 * @param alphabet The characters of the classes 1, 2, …: `classes − 1` of them.
 */
export function decodeCtc(
  probabilities: Float32Array,
  classes: number,
  alphabet: readonly string[],
): Reading {
  const steps = Math.floor(probabilities.length / classes);
  let text = '';
  let count = 0;
  let sum = 0;
  let previous = 0;
  for (let step = 0; step < steps; step += 1) {
    const start = step * classes;
    let best = 0;
    let probability = probabilities[start] ?? 0;
    for (let index = 1; index < classes; index += 1) {
      const value = probabilities[start + index] ?? 0;
      if (value > probability) {
        best = index;
        probability = value;
      }
    }
    if (best !== 0 && best !== previous) {
      text += alphabet[best - 1] ?? '';
      count += 1;
      sum += probability;
    }
    previous = best;
  }
  return { text, confidence: count === 0 ? 0 : sum / count };
}
