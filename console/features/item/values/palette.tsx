import { Link } from '@tanstack/react-router';
import type { SignalValue } from '../../../../src/contracts/values.ts';
import type { ValueProps } from './value-view.tsx';

/** The colours side by side, each as wide as its share. */
export function Palette({ value }: ValueProps<SignalValue<'palette'>>) {
  return (
    <>
      <div className="value-strip" aria-hidden="true">
        {value.colours.map(({ hex, share }, index) => (
          <span key={index} style={{ background: hex, flexGrow: share * 100 }} />
        ))}
      </div>
      <ul className="value-colours">
        {value.colours.map(({ name, hex, lab, share }, index) => (
          <li key={index} title={`${hex}, L* a* b* ${lab.map(Math.round).join(' ')}`}>
            <span className="value-swatch" style={{ background: hex }} aria-hidden="true" />
            <Link to="/" search={{ facet: [`colour:${name}`] }}>
              {name}
            </Link>
            <span className="num soft">{Math.round(share * 100)} %</span>
          </li>
        ))}
      </ul>
    </>
  );
}
