import { useState } from 'react';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for those who do not see it beside the button. */
  readonly name: string;
  readonly className?: string;
}

const told = { ready: 'Copy', copied: 'Copied', refused: 'Not allowed: select it' } as const;

/** Copies a text, and says so; browsers refuse it where a page does not come over HTTPS or from here. */
export function CopyButton({ text, name, className = 'quiet' }: CopyButtonProps) {
  const [state, setState] = useState<keyof typeof told>('ready');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <button
      type="button"
      className={className}
      aria-label={`${told[state]}: ${name}`}
      onClick={() => void copy()}
      onBlur={() => setState('ready')}
    >
      {told[state]}
    </button>
  );
}
