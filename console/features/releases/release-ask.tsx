import type { ReactNode } from 'react';
import { Ask, Problem } from '../../ui/ask.tsx';
import { useRelease } from './use-release.ts';

interface ReleaseAskProps {
  readonly title: string;
  readonly act: () => Promise<unknown>;
  /** On the button. */
  readonly verb: string;
  readonly onClose: () => void;
  /** What will happen, and how to go back. */
  readonly children: ReactNode;
}

/** A change that is asked about once: closes when it is done, says why when it is refused. */
export function ReleaseAsk({ title, act, verb, onClose, children }: ReleaseAskProps) {
  const release = useRelease(act);
  return (
    <Ask title={title} onClose={onClose}>
      {children}
      <Problem error={release.error} />
      <p className="ask-acts">
        <button
          type="button"
          className="button button-mark"
          disabled={release.isPending}
          onClick={() => release.mutate(undefined, { onSuccess: onClose })}
        >
          {release.isPending ? 'One moment …' : verb}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Leave it
        </button>
      </p>
    </Ask>
  );
}
