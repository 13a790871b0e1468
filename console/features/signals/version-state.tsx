import type { ListedVersion } from './find-signals.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import type { Tone } from '../../ui/state-mark.tsx';

export type VersionState = ListedVersion['state'];

const tones: Readonly<Record<VersionState, Tone>> = {
  live: 'on',
  building: 'going',
  kept: 'kept',
  deprecated: 'bad',
  defined: 'off',
  dropped: 'off',
};

/** What each state means to somebody who reads the signal. */
export const stateWords: Readonly<Record<VersionState, string>> = {
  live: 'read where no version is named',
  building: 'computed beside the live one',
  kept: 'was live; still computed, to go back to',
  deprecated: 'ends soon; still computed and read',
  defined: 'nothing computed yet',
  dropped: 'its values are deleted',
};

export function VersionState({ state }: { readonly state: VersionState }) {
  return <StateMark tone={tones[state]}>{state}</StateMark>;
}
