import { Link } from '@tanstack/react-router';
import type { SignalValue } from '../../../../src/contracts/values.ts';
import type { ValueProps } from './value-view.tsx';

/** The phrases in running order, the better ones larger; each searches for itself. */
export function Keyphrases({ value }: ValueProps<SignalValue<'keyphrases'>>) {
  if (value.phrases.length === 0) return <p className="soft">No phrase.</p>;
  return (
    <ul className="value-phrases">
      {value.phrases.map(({ phrase, score, language }) => (
        <li key={phrase} style={{ fontSize: `${0.8 + 0.35 * score}rem` }}>
          <Link
            to="/search"
            search={{ q: phrase }}
            lang={language}
            title={`Score ${score.toFixed(2)}`}
          >
            {phrase}
          </Link>
        </li>
      ))}
    </ul>
  );
}
