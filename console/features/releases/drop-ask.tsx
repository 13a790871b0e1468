import type { VersionContract } from '../../../src/contracts/signals-api.ts';
import { drop } from '../../api/signals.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { words } from '../../ui/numbers.ts';
import { released } from './released.ts';

interface DropAskProps {
  readonly name: string;
  readonly contract: VersionContract;
  readonly onClose: () => void;
}

/** Deletes the values of a version that nobody needs. */
export function DropAsk({ name, contract: { version, consumers }, onClose }: DropAskProps) {
  return (
    <Confirm
      title={`Drop ${words(name)} v${version}`}
      act={async () => await drop(name, version)}
      verb={`Delete v${version}`}
      changes={released}
      onClose={onClose}
    >
      <p>
        All values of v{version} are deleted and fresh content is not computed for it any more. To
        have it again it has to be backfilled from the start.
      </p>
      <p>
        It is refused while a consumer declares v{version} or read it in the last 30 days, and while
        another signal is made from it.
        {consumers.length > 0 &&
          ` Declared by ${consumers.map(({ consumer }) => consumer).join(', ')}.`}
      </p>
    </Confirm>
  );
}
