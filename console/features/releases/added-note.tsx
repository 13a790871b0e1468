import type { AddedVersion } from '../../../src/contracts/signals-api.ts';
import { Ask } from '../../ui/ask.tsx';
import { counted } from '../../ui/numbers.ts';

interface AddedNoteProps {
  readonly added: AddedVersion;
  readonly onClose: () => void;
  readonly onBackfill: () => void;
}

/** A version is defined: what it is, and that it is to be computed. */
export function AddedNote({ added, onClose, onBackfill }: AddedNoteProps) {
  const { ref, model, origin, dims, space, words } = added;
  return (
    <Ask title={`${ref} is defined`} onClose={onClose}>
      <p>
        {counted(dims, 'number')} by <code>{model}</code> ({origin}), which was tried and works.
        {space !== null && ` They are compared with those of ${space}.`}
        {words !== null && ` Once it is live, words are compared with its pictures by ${words}.`}
      </p>
      <p>
        Nothing is computed yet. Each machine that computes needs the model in its own home; a
        backfill stops where it is not there.
      </p>
      <p className="ask-acts">
        <button type="button" className="button button-mark" onClick={onBackfill}>
          Backfill …
        </button>
        <button type="button" className="button" onClick={onClose}>
          Later
        </button>
      </p>
    </Ask>
  );
}
