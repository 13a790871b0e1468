import { Link } from '@tanstack/react-router';
import type { SignalValue } from '../../../../src/contracts/values.ts';
import { tieInWords } from '../../../ui/tie.ts';
import type { ValueProps } from './value-view.tsx';

export function Cluster({ value }: ValueProps<SignalValue<'near_duplicates'>>) {
  if (value.size < 2) return <p>No other item is nearly the same.</p>;
  return (
    <p>
      One of {value.size} that are nearly the same: {tieInWords(value.decidedBy, value.distance)}.
      Named for{' '}
      <Link to="/item/$id" params={{ id: value.cluster }}>
        {value.cluster}
      </Link>
      .
    </p>
  );
}
