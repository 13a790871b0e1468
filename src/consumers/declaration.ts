import { inputError } from '../base/errors.ts';
import { signalNames, type SignalName } from '../contracts/values.ts';
import { signalContracts } from '../signals/table.ts';
import type { Declaration } from './principal.ts';

/**
 * What a consumer writes of a signal that it uses: `topics`, or `image_embedding@1`.
 *
 * @throws input `unknown-signal` or `unknown-version`, naming those there are
 */
export function parseDeclaration(text: string): Declaration {
  const [, name = '', version] = /^\s*([a-z0-9_]+)(?:@([1-9]\d{0,8}))?\s*$/.exec(text) ?? [];
  const signal = getSignalName(name === '' ? text : name);
  if (version === undefined) return { signal, version: null };
  const versions = signalContracts.filter((contract) => contract.name === signal);
  if (versions.some((contract) => contract.version === Number(version))) {
    return { signal, version: Number(version) };
  }
  const known = versions.map((contract) => `${signal}@${contract.version}`).join(', ');
  throw inputError('unknown-version', `There is no ${signal}@${version}. There are: ${known}.`);
}

/** @throws input `unknown-signal`, naming those there are */
export function getSignalName(text: string): SignalName {
  const name = signalNames.find((candidate) => candidate === text);
  if (name) return name;
  throw inputError(
    'unknown-signal',
    `There is no signal ${JSON.stringify(text.slice(0, 100))}. There are: ${signalNames.join(', ')}.`,
  );
}

export function declarationText({ signal, version }: Declaration): string {
  return version === null ? signal : `${signal}@${version}`;
}
