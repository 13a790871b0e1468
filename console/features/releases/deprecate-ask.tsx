import { useState } from 'react';
import { deprecate } from '../../api/signals.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { words } from '../../ui/numbers.ts';
import { released } from './released.ts';

interface DeprecateAskProps {
  readonly name: string;
  readonly version: number;
  readonly onClose: () => void;
}

const dayMs = 86_400_000;

/** Says when a version ends, so that its readers can move. */
export function DeprecateAsk({ name, version, onClose }: DeprecateAskProps) {
  const [end, setEnd] = useState(() => dateOf(Date.now() + 30 * dayMs));
  return (
    <Confirm
      title={`Deprecate ${words(name)} v${version}`}
      act={async () => await deprecate(name, version, end)}
      verb="Deprecate"
      changes={released}
      onClose={onClose}
    >
      <p>
        Its contract, this catalogue and the change feed say that v{version} ends. Until then it is
        computed and read as before; on the day nothing is deleted by itself. Promoting it takes
        this back.
      </p>
      <label className="labelled">
        End of life
        <input
          className="field"
          type="date"
          required
          min={dateOf(Date.now() + dayMs)}
          value={end}
          onChange={(event) => setEnd(event.target.value)}
        />
      </label>
    </Confirm>
  );
}

/** `2027-01-31` */
function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
