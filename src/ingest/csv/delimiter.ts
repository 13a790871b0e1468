const candidates = [',', '\t', ';', '|'] as const;

/**
 * The delimiter of a text by its content: the candidate that parts the first lines into the most
 * even number of cells, the larger number where two are as even. A comma where none parts them.
 */
export function guessDelimiter(sample: string): string {
  const named = /^\u{FEFF}?sep=(.)\r?\n/u.exec(sample)?.[1];
  if (named !== undefined) return named;
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of candidates) {
    const score = evenness(cellsOfLines(sample, delimiter));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Delimiters outside quotes on each of the first 30 lines. */
function cellsOfLines(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  for (const char of sample) {
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === delimiter) count++;
    else if (char === '\n') {
      counts.push(count);
      count = 0;
      if (counts.length >= 30) return counts;
    }
  }
  if (counts.length === 0) counts.push(count);
  return counts;
}

/** The share of lines with as many delimiters as the first, and a little for their number. */
function evenness(counts: readonly number[]): number {
  const first = counts[0] ?? 0;
  if (first === 0) return 0;
  const even = counts.filter((count) => count === first).length / counts.length;
  return even + Math.min(first, 99) / 1000;
}
