import type { RelatedMode } from '../../../src/contracts/related.ts';

const modeWords: Readonly<Record<RelatedMode, readonly [name: string, hint: string]>> = {
  look: ['Same look', 'What looks like it, as a whole or in a part'],
  topic: ['Same topic', 'What is about the same: words, topics, keyphrases'],
  complementary: ['Goes with it', 'What belongs to it without being of its kind'],
  all: ['All', 'Looks and topics together, with what people used with it'],
};

const order: readonly RelatedMode[] = ['all', 'look', 'topic', 'complementary'];

interface ModeChoiceProps {
  readonly by: RelatedMode;
  readonly onChange: (by: RelatedMode) => void;
}

/** In which way items are to be related. */
export function ModeChoice({ by, onChange }: ModeChoiceProps) {
  return (
    <fieldset className="mode-choice">
      <legend className="unseen">In which way</legend>
      {order.map((mode) => {
        const [name, hint] = modeWords[mode];
        return (
          <label key={mode} className="button" title={hint} data-chosen={mode === by}>
            <input
              type="radio"
              name="by"
              className="unseen"
              value={mode}
              checked={mode === by}
              onChange={() => onChange(mode)}
            />
            {name}
          </label>
        );
      })}
    </fieldset>
  );
}
