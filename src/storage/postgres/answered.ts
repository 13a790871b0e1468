const tickMs = 250;

/**
 * What an answer brings, or an error where it stays away for so long. Time in which this process
 * itself was stopped or busy counts as one tick: the answer may have come meanwhile.
 */
export async function answeredWithin<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  return await new Promise((resolve, reject) => {
    let leftMs = limitMs;
    const timer = setInterval(() => {
      leftMs -= tickMs;
      if (leftMs > 0) return;
      clearInterval(timer);
      reject(new NoAnswer(`PostgreSQL gave no answer within ${limitMs / 1000} s.`));
    }, tickMs);
    answer.then(resolve, reject).finally(() => {
      clearInterval(timer);
    });
  });
}

/** That nothing came, as opposed to an answer that says no. */
export class NoAnswer extends Error {}
