const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** How a number of a chart is written. */
export type Written = (value: number) => string;

/** `0`, `3.4`, `120`. */
export const rate: Written = (value) => plain(value);

/** `0.4 ms`, `12 ms`, `1.2 s`. */
export const milliseconds: Written = (value) =>
  value < 1000 ? `${plain(value)} ms` : `${plain(value / 1000)} s`;

/** Of a share of 0..1. */
export const percent: Written = (value) => `${plain(value * 100)} %`;

/** `302 MB`, `2.5 GB`. */
export const bytes: Written = (value) =>
  value < 1e9 ? `${plain(value / 1e6)} MB` : `${plain(value / 1e9)} GB`;

/** Two digits where it is small, but no more than two decimals; whole where it is large. */
function plain(value: number): string {
  if (value >= 9.95) return whole.format(value);
  return String(Number(value < 1 ? value.toFixed(2) : value.toPrecision(2)));
}
