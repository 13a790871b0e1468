import type { Correction } from '../../../src/contracts/search.ts';

interface CorrectedProps {
  readonly correction: Correction;
  readonly onAsTyped: () => void;
}

/** That other words were searched for than were typed, and the way back to those. */
export function Corrected({ correction, onAsTyped }: CorrectedProps) {
  return (
    <p className="corrected" role="status">
      Showing results for <strong>{correction.shown}</strong>.{' '}
      <button type="button" className="quiet" onClick={onAsTyped}>
        Search instead for {correction.typed}
      </button>
    </p>
  );
}
