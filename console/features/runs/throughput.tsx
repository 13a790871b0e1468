import type { RunDetail } from '../../../src/contracts/api.ts';

/** Items a second over the time of the run. */
export function Throughput({ run }: { readonly run: RunDetail }) {
  const rates = run.throughput.map((items) => items / Math.max(1e-9, run.intervalSeconds));
  if (rates.length < 2) return null;
  const most = Math.max(...rates);
  const last = rates.length - 1;
  const line = rates.map((rate, index) => {
    const x = (index / last) * 100;
    const y = 39 - (most > 0 ? rate / most : 0) * 38;
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  });
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return (
    <section aria-label="Throughput">
      <h2>Throughput</h2>
      <p className="small soft num">
        {mean.toFixed(1)} items a second on average, {most.toFixed(1)} at most
      </p>
      <svg
        className="spark"
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={`Items a second over the run: ${mean.toFixed(1)} on average, ${most.toFixed(1)} at most`}
      >
        <polygon points={`0,40 ${line.join(' ')} 100,40`} className="spark-area" />
        <polyline points={line.join(' ')} className="spark-line" />
      </svg>
    </section>
  );
}
