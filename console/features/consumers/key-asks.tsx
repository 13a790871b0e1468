import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IssuedKey, Key } from '../../../src/contracts/consumers.ts';
import { revokeKey, rotateKey } from '../../api/consumers.ts';
import { Ask, Problem } from '../../ui/ask.tsx';

/** As long as programs have to change over. */
const graceHours = 24;

interface RotateKeyAskProps {
  readonly keyToRotate: Key;
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedKey) => void;
}

/** Replaces a key by a new one of the same scopes. */
export function RotateKeyAsk({ keyToRotate: { id }, onClose, onIssued }: RotateKeyAskProps) {
  const client = useQueryClient();
  const rotate = useMutation({
    mutationFn: async () => await rotateKey(id, graceHours),
    async onSuccess(issued) {
      onIssued(issued);
      await client.invalidateQueries({ queryKey: ['consumers'] });
    },
  });
  return (
    <Ask title={`Rotate the key ${id}`} onClose={onClose}>
      <p>
        A new key of the same scopes takes its place and lasts as long again. The old one works for{' '}
        {graceHours} hours more, so that programs can change over.
      </p>
      <Problem error={rotate.error} />
      <p className="ask-acts">
        <button
          type="button"
          className="button button-mark"
          disabled={rotate.isPending}
          onClick={() => rotate.mutate()}
        >
          Rotate
        </button>
        <button type="button" className="button" onClick={onClose}>
          Leave it
        </button>
      </p>
    </Ask>
  );
}

interface RevokeKeyAskProps {
  readonly keyToRevoke: Key;
  readonly onClose: () => void;
}

/** Ends a key at once. */
export function RevokeKeyAsk({ keyToRevoke: { id, consumer }, onClose }: RevokeKeyAskProps) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: async () => await revokeKey(id),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['consumers'] });
      onClose();
    },
  });
  return (
    <Ask title={`Revoke the key ${id}`} onClose={onClose}>
      <p>
        Every program of {consumer} that uses it is refused from now on. This cannot be undone; a
        new key can be made.
      </p>
      <Problem error={revoke.error} />
      <p className="ask-acts">
        <button
          type="button"
          className="button button-mark"
          disabled={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          Revoke
        </button>
        <button type="button" className="button" onClick={onClose}>
          Leave it
        </button>
      </p>
    </Ask>
  );
}
