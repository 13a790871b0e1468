import './period-choice.css';

/** Days that a chart of reads goes back. */
export const periods = [7, 30, 90] as const;
export type Period = (typeof periods)[number];
export const firstPeriod: Period = 30;

interface PeriodChoiceProps {
  readonly days: Period;
  readonly onChange: (days: Period) => void;
}

export function PeriodChoice({ days, onChange }: PeriodChoiceProps) {
  return (
    <div className="period-choice" role="group" aria-label="Days back">
      {periods.map((one) => (
        <button key={one} type="button" aria-pressed={one === days} onClick={() => onChange(one)}>
          {one} days
        </button>
      ))}
    </div>
  );
}
