import type { ReactNode } from 'react';
import { Ask } from '../../ui/ask.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

interface SecretAskProps {
  readonly title: string;
  readonly secret: string;
  readonly onClose: () => void;
  /** What it is for. */
  readonly children: ReactNode;
}

/** A new secret, the only time that it is seen. */
export function SecretAsk({ title, secret, onClose, children }: SecretAskProps) {
  return (
    <Ask title={title} onClose={onClose} isKept>
      <p>It is shown now and never again. Copy it to where it is used.</p>
      <p className="secret">
        <code>{secret}</code>
        <CopyButton text={secret} name="the secret" className="button" />
      </p>
      {children}
      <p className="ask-acts">
        <button type="button" className="button button-mark" onClick={onClose}>
          I have it
        </button>
      </p>
    </Ask>
  );
}
