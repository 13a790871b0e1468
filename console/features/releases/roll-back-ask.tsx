import type { SignalDetail } from '../../../src/contracts/signals-api.ts';
import { rollBack } from '../../api/signals.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { words } from '../../ui/numbers.ts';
import { released } from './released.ts';

interface RollBackAskProps {
  readonly signal: SignalDetail;
  readonly onClose: () => void;
}

/** Undoes the last promotion. */
export function RollBackAsk({ signal, onClose }: RollBackAskProps) {
  const { name, live, previous } = signal;
  return (
    <Confirm
      title={`Roll ${words(name)} back to v${previous}`}
      act={async () => await rollBack(name)}
      verb="Roll back"
      changes={released}
      onClose={onClose}
    >
      <p>
        Readers that follow the signal read v{previous} again at once. v{live} is kept and computed
        on: promoting it makes it live again.
      </p>
    </Confirm>
  );
}
