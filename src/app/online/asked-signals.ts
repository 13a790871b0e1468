import { inputError } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { resolveVersion } from '../../extraction/versions/resolve.ts';
import type { Versions } from '../../extraction/versions/versions.ts';

/**
 * The versions to compute by the words they were asked for with: `ocr` is the live one.
 *
 * @throws input `unknown-signal`, `unknown-version`, `not-computable`
 */
export function askedSignals(
  words: readonly string[],
  versions: Versions,
): ReadonlyMap<string, SignalRef> {
  return new Map(
    words.map((word) => {
      const ref = resolveVersion(word, versions);
      if (versions.registry.findExtractor(ref)) return [word, ref];
      const others = versions.maintained.filter((each) => versions.registry.findExtractor(each));
      throw inputError(
        'not-computable',
        `${ref} is not computed from one content alone. There are: ${others.join(', ')}.`,
      );
    }),
  );
}
