import './state-mark.css';

/** `on`: this is the one; `going`: on its way there; `kept`: at rest; `off`: not there; `bad`. */
export type Tone = 'on' | 'going' | 'kept' | 'off' | 'bad';

/** A state as a word with a dot before it. */
export function StateMark({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className="state" data-tone={tone}>
      {children}
    </span>
  );
}
