import type { SignalValue } from '../../../../src/contracts/values.ts';
import type { ValueProps } from './value-view.tsx';

/** The 256 bits as a square of 16 by 16, and as they are written. */
export function Hash({ value }: ValueProps<SignalValue<'perceptual_hash'>>) {
  const bits = Array.from(value.hash).flatMap((digit) => {
    const nibble = Number.parseInt(digit, 16);
    return [8, 4, 2, 1].map((bit) => (nibble & bit) !== 0);
  });
  const dark = bits.map((on, index) =>
    on ? `M${index % 16} ${Math.floor(index / 16)}h1v1h-1z` : '',
  );
  return (
    <div className="value-hash">
      <svg viewBox="0 0 16 16" width="80" height="80" role="img" aria-label="Bits of the hash">
        <path d={dark.join('')} fill="currentColor" shapeRendering="crispEdges" />
      </svg>
      <p className="small">
        <code>{value.hash.match(/.{16}/g)?.join(' ')}</code>
        <span className="soft num">
          quality {value.quality} of 100
          {value.quality <= 49 && ': too little detail to compare'}
        </span>
      </p>
    </div>
  );
}
