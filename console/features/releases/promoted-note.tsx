import type { PromotionAnswer } from '../../../src/contracts/jobs.ts';
import { Ask } from '../../ui/ask.tsx';
import { count, counted, words } from '../../ui/numbers.ts';

interface PromotedNoteProps {
  readonly name: string;
  readonly version: number;
  /** The version that was live until now. */
  readonly before: number;
  readonly promotion: PromotionAnswer;
  readonly onClose: () => void;
  readonly onRollBack: () => void;
}

/** A version is live: what it covers, and the way back. */
export function PromotedNote(props: PromotedNoteProps) {
  const { name, version, before, onClose, onRollBack } = props;
  const { coverage, broken, job } = props.promotion;
  return (
    <Ask title={`v${version} is live`} onClose={onClose}>
      <p>
        {words(name)} is read in version {version} where none is named. It covers{' '}
        {count(coverage.covered)} of {counted(coverage.items, 'item')}
        {broken.length > 0 && ` and breaks ${counted(broken.length, 'expectation')}, as accepted`}.
      </p>
      {job !== undefined && (
        <p className="small soft">
          What the catalogue is browsed by is brought up to it by a job of its own.
        </p>
      )}
      <p className="ask-acts">
        <button type="button" className="button button-mark" onClick={onClose}>
          Good
        </button>
        <button type="button" className="button" onClick={onRollBack}>
          Roll back to v{before} …
        </button>
      </p>
    </Ask>
  );
}
