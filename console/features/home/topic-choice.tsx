import type { Facets } from '../../../src/contracts/api.ts';

interface TopicChoiceProps {
  readonly facets: Facets;
  readonly chosen: readonly string[];
  readonly onChange: (topics: readonly string[]) => void;
}

/** As many as a person looks through. */
const most = 16;

/** Topics to begin with, while little is known of a person. */
export function TopicChoice({ facets, chosen, onChange }: TopicChoiceProps) {
  const values = facets.facets.find(({ field }) => field === 'topic')?.values ?? [];
  // Those chosen by an address stay, whatever they are: only so can they be taken back.
  const others = chosen.filter((topic) => values.every(({ value }) => value !== topic));
  // Topics within others are chosen with those, unless they were chosen by their own address.
  const shown = [
    ...values.filter(({ value }) => !value.includes('/') || chosen.includes(value)).slice(0, most),
    ...others.map((value) => ({ value, label: value })),
  ];
  if (shown.length === 0) {
    return (
      <p className="small soft">
        The catalogue has no topics to choose from: nothing in it has words that name one.
      </p>
    );
  }
  return (
    <div className="topic-choice" role="group" aria-label="Topics to begin with">
      {shown.map(({ value, label }) => {
        const isChosen = chosen.includes(value);
        return (
          <button
            key={value}
            type="button"
            className="button"
            aria-pressed={isChosen}
            onClick={() =>
              onChange(isChosen ? chosen.filter((one) => one !== value) : [...chosen, value])
            }
          >
            {label}
          </button>
        );
      })}
    </div>
  );
}
