import { useState } from 'react';
import type { IssuedKey } from '../../../src/contracts/consumers.ts';
import { Ask } from '../../ui/ask.tsx';
import { moment } from '../../ui/numbers.ts';

interface SecretAskProps {
  readonly issued: IssuedKey;
  readonly onClose: () => void;
}

/** The secret of a new key, the only time that it is seen. */
export function SecretAsk({ issued: { key, secret }, onClose }: SecretAskProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <Ask title={`The key of ${key.consumer}`} onClose={onClose} isKept>
      <p>It is shown now and never again: only its digest is kept. Copy it to where it is used.</p>
      <p className="secret">
        <code>{secret}</code>
        <button
          type="button"
          className="button"
          onClick={() =>
            void navigator.clipboard.writeText(secret).then(() => {
              setCopied(true);
            })
          }
        >
          {isCopied ? 'Copied' : 'Copy'}
        </button>
      </p>
      <p className="small soft">
        Until {moment(key.expiresAt)}: {key.scopes.join(', ')}. Sent as{' '}
        <code>Authorization: Bearer und_…</code>, never in an address.
      </p>
      <p className="ask-acts">
        <button type="button" className="button button-mark" onClick={onClose}>
          I have it
        </button>
      </p>
    </Ask>
  );
}
