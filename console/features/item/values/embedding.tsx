import type { ValueProps } from './value-view.tsx';

/** The first numbers of a vector: up is positive, down negative. */
export function Embedding({ value }: ValueProps<{ vector: readonly number[] }>) {
  const { vector } = value;
  const most = Math.max(1e-6, ...vector.map(Math.abs));
  return (
    <div className="value-vector">
      <svg
        viewBox={`0 -20 ${vector.length * 12} 40`}
        width={vector.length * 12}
        height="40"
        role="img"
        aria-label={`The first ${vector.length} numbers of the vector`}
      >
        {vector.map((number, index) => {
          const height = (Math.abs(number) / most) * 19;
          return (
            <rect
              key={index}
              x={index * 12}
              y={number > 0 ? -height : 0}
              width="10"
              height={Math.max(0.5, height)}
              fill="currentColor"
            />
          );
        })}
      </svg>
      <code className="soft">{vector.map((number) => number.toFixed(3)).join(' ')} …</code>
    </div>
  );
}
