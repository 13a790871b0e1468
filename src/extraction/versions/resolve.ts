import { inputError, notFound, type UnderstoryError } from '../../base/errors.ts';
import { parseSignalRef, refOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { signalNames, type SignalName } from '../../contracts/values.ts';
import type { Versions } from './versions.ts';

/**
 * The version that a person or program named: `image_embedding@2`, or `image_embedding` for the
 * live one.
 *
 * @throws input `unknown-signal`, `unknown-version`, naming those there are.
 */
export function resolveVersion(text: string, versions: Versions): SignalRef {
  const [name = '', version] = text.trim().split('@', 2);
  const known = requireName(name);
  if (version === undefined) return versions.live(known);
  const ref = parseSignalRef(text.trim());
  if (ref && versions.registry.findContract(refOf(ref.name, ref.version)))
    return refOf(ref.name, ref.version);
  const there = versions.registry.versionsOf(known).map((contract) => contract.version);
  throw inputError(
    'unknown-version',
    `There is no ${known}@${version}. There are: ${there.map((each) => `${known}@${each}`).join(', ')}.`,
  );
}

/**
 * The version to read values of.
 *
 * @throws input `unknown-signal`, `unknown-version`; not-found `not-computed`, `dropped-version`.
 */
export function resolveReadable(text: string, versions: Versions): SignalRef {
  const ref = resolveVersion(text, versions);
  const state = versions.stateOf(ref);
  if (state === 'defined') {
    throw notFound(
      'not-computed',
      `${ref} was never computed here: \`understory signals backfill ${ref}\` computes it.`,
    );
  }
  if (state === 'dropped') {
    throw notFound(
      'dropped-version',
      `${ref} was dropped: \`understory signals backfill ${ref}\` computes it again.`,
    );
  }
  return ref;
}

/** @throws input `unknown-signal`, naming those there are. */
export function requireName(text: string): SignalName {
  return nameOf(text, inputError);
}

/**
 * As `requireName`, of what an address names: there is nothing there.
 *
 * @throws not-found `unknown-signal`, naming those there are.
 */
export function addressedName(text: string): SignalName {
  return nameOf(text, notFound);
}

function nameOf(
  text: string,
  refuse: (code: string, message: string) => UnderstoryError,
): SignalName {
  const name = signalNames.find((candidate) => candidate === text);
  if (name) return name;
  throw refuse(
    'unknown-signal',
    `There is no signal "${text}". There are: ${signalNames.join(', ')}.`,
  );
}
