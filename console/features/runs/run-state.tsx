import type { Run } from '../../../src/contracts/api.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import type { Tone } from '../../ui/state-mark.tsx';

const words: Readonly<Record<Run['state'], string>> = {
  listing: 'listing the source',
  running: 'reading',
  done: 'done',
  failed: 'failed',
  interrupted: 'interrupted',
};

const tones: Readonly<Record<Run['state'], Tone>> = {
  listing: 'on',
  running: 'on',
  done: 'kept',
  failed: 'bad',
  interrupted: 'bad',
};

export function RunState({ run }: { readonly run: Pick<Run, 'state'> }) {
  return <StateMark tone={tones[run.state]}>{words[run.state]}</StateMark>;
}
