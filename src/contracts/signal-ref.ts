import { signalNames, type SignalName } from './values.ts';

/** One version of one signal: `image_embedding@2`. */
export type SignalRef<Name extends SignalName = SignalName> = `${Name}@${number}`;

export interface SignalVersion<Name extends SignalName = SignalName> {
  readonly name: Name;
  readonly version: number;
}

const form = /^([a-z][a-z0-9_]*)@([1-9][0-9]{0,8})$/;

export function refOf<Name extends SignalName>(name: Name, version: number): SignalRef<Name> {
  return `${name}@${version}`;
}

/** The name and version of a reference, or undefined where it is none or names no signal. */
export function parseSignalRef(text: string): SignalVersion | undefined {
  const [, name, version] = form.exec(text) ?? [];
  const known = signalNames.find((candidate) => candidate === name);
  return known === undefined ? undefined : { name: known, version: Number(version) };
}

/** @throws TypeError Of a reference that the program wrote itself and that is none. */
export function versionOf(ref: SignalRef): SignalVersion {
  const parsed = parseSignalRef(ref);
  if (!parsed) throw new TypeError(`${ref} is not a version of a signal.`);
  return parsed;
}

export function isSignalRef(text: string): text is SignalRef {
  return parseSignalRef(text) !== undefined;
}
