import './bar.css';

interface BarProps {
  readonly label: string;
  /** 0..1. */
  readonly value: number;
  /** What is written at the end; the value to two places by default. */
  readonly shown?: string;
  /** A sentence on what the number means. */
  readonly hint?: string;
  readonly strong?: boolean;
}

/** A number of 0..1 as a short line beside its name. */
export function Bar({ label, value, shown, hint, strong = false }: BarProps) {
  return (
    <div className="bar" data-strong={strong} title={hint}>
      <span className="bar-label">{label}</span>
      <span className="bar-track" aria-hidden="true">
        <span style={{ width: `${Math.min(1, Math.max(0, value)) * 100}%` }} />
      </span>
      <span className="bar-value num">{shown ?? value.toFixed(2)}</span>
    </div>
  );
}
