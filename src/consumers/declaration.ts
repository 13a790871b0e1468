import { inputError } from '../base/errors.ts';
import { versionOf } from '../contracts/signal-ref.ts';
import { requireName, resolveVersion } from '../extraction/versions/resolve.ts';
import type { Versions } from '../extraction/versions/versions.ts';
import type { Declaration } from './principal.ts';

/**
 * What a consumer writes of a signal that it uses: `topics`, or `image_embedding@1`.
 *
 * @throws input `unknown-signal` or `unknown-version`, naming those there are; `version-dropped`
 */
export function parseDeclaration(text: string, versions: Versions): Declaration {
  if (!text.includes('@')) return { signal: requireName(text.trim()), version: null };
  const ref = resolveVersion(text, versions);
  if (versions.stateOf(ref) === 'dropped') {
    throw inputError(
      'version-dropped',
      `${ref} was dropped: nothing of it is kept. Declare another version, or the signal without one to follow the live one.`,
    );
  }
  const { name, version } = versionOf(ref);
  return { signal: name, version };
}

export function declarationText({ signal, version }: Declaration): string {
  return version === null ? signal : `${signal}@${version}`;
}
