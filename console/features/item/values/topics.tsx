import { Link } from '@tanstack/react-router';
import type { SignalValue } from '../../../../src/contracts/values.ts';
import { Bar } from '../../../ui/bar.tsx';
import type { ValueProps } from './value-view.tsx';

/** The nodes under their parents, each with its score. */
export function Topics({ value }: ValueProps<SignalValue<'topics'>>) {
  if (value.topics.length === 0) return <p className="soft">No topic.</p>;
  const ordered = [...value.topics].sort((a, b) => a.id.localeCompare(b.id));
  return (
    <ul>
      {ordered.map((topic) => (
        <li key={topic.id} style={{ paddingLeft: `${(topic.level - 1) * 14}px` }}>
          <Link
            to="/"
            search={{ facet: [`topic:${topic.id}`] }}
            className="value-row"
            aria-label={`All items of the topic ${topic.label}, ${topic.score.toFixed(2)}`}
          >
            <Bar label={topic.label} value={topic.score} strong={topic.level === 1} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
