import type { IssuedKey, Key } from '../../../src/contracts/consumers.ts';
import { rotateKey } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';

/** As long as programs have to change over. */
const graceHours = 24;

interface RotateKeyAskProps {
  readonly keyToRotate: Key;
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedKey) => void;
}

/** Replaces a key by a new one of the same scopes. */
export function RotateKeyAsk({ keyToRotate: { id }, onClose, onIssued }: RotateKeyAskProps) {
  return (
    <Confirm
      title={`Rotate the key ${id}`}
      verb="Rotate"
      act={async () => await rotateKey(id, graceHours)}
      changes={['consumers']}
      onDone={onIssued}
      onClose={onClose}
    >
      <p>
        A new key of the same scopes takes its place and lasts as long again. The old one works for{' '}
        {graceHours} hours more, so that programs can change over.
      </p>
    </Confirm>
  );
}
