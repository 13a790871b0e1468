import './spark.css';

interface SparkProps {
  /** The oldest first. */
  readonly values: readonly number[];
  /** What the bottom and the top stand for; the least and most of the values by default. */
  readonly from?: number;
  readonly to?: number;
}

/** A course of numbers in the height of a line of text, its last point marked. Words stand beside. */
export function Spark({ values, from, to }: SparkProps) {
  const low = from ?? Math.min(...values);
  const high = to ?? Math.max(...values);
  const room = high - low;
  const last = values.length - 1;
  const points = values.map((value, index) => {
    const x = last === 0 ? 100 : (index / last) * 100;
    const y = room === 0 ? 12 : 22 - ((value - low) / room) * 20;
    return [x.toFixed(1), y.toFixed(1)] as const;
  });
  const end = points.at(-1);
  if (end === undefined) return <svg className="sparkline" aria-hidden="true" />;
  const line = points.length === 1 ? `0,${end[1]} ${end.join()}` : points.map(String).join(' ');
  return (
    <svg
      className="sparkline"
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <polyline points={line} />
      <line x1={end[0]} y1={end[1]} x2={end[0]} y2={end[1]} />
    </svg>
  );
}
