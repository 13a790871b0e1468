import type { Run } from '../../../src/contracts/api.ts';

const words: Readonly<Record<Run['state'], string>> = {
  listing: 'listing the source',
  running: 'reading',
  done: 'done',
  failed: 'failed',
  interrupted: 'interrupted',
};

export function RunState({ run }: { readonly run: Pick<Run, 'state'> }) {
  return (
    <span className="run-state" data-state={run.state}>
      {words[run.state]}
    </span>
  );
}
