import type { Key } from '../../../src/contracts/consumers.ts';
import { revokeKey } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';

interface RevokeKeyAskProps {
  readonly keyToRevoke: Key;
  readonly onClose: () => void;
}

/** Ends a key at once. */
export function RevokeKeyAsk({ keyToRevoke: { id, consumer }, onClose }: RevokeKeyAskProps) {
  return (
    <Confirm
      title={`Revoke the key ${id}`}
      verb="Revoke"
      act={async () => await revokeKey(id)}
      changes={['consumers']}
      onClose={onClose}
    >
      <p>
        Every program of {consumer} that uses it is refused from now on. This cannot be undone; a
        new key can be made.
      </p>
    </Confirm>
  );
}
