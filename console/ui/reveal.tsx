import './reveal.css';

interface RevealProps {
  readonly title: string;
  readonly onReveal: () => void;
  readonly tabIndex?: number;
}

/** The one way to see a sensitive picture: a button that shows this picture and no other. */
export function Reveal({ title, onReveal, tabIndex = 0 }: RevealProps) {
  return (
    <button
      type="button"
      className="reveal"
      tabIndex={tabIndex}
      aria-label={`Reveal sensitive picture: ${title}`}
      onClick={onReveal}
    >
      <span>Sensitive</span>
      <span className="reveal-act">Reveal</span>
    </button>
  );
}
