import type { RunDetail } from '../../../src/contracts/api.ts';
import { count, duration } from '../../ui/numbers.ts';
import '../../ui/table.css';

type SignalCount = RunDetail['signals'][number];

/** What each signal said of how many items, and what it cost. */
export function SignalTable({ signals }: { readonly signals: RunDetail['signals'] }) {
  if (signals.length === 0) return null;
  return (
    <section aria-label="Signals">
      <h2>Signals</h2>
      <table className="table table-fold">
        <thead>
          <tr>
            <th scope="col">Signal</th>
            <th scope="col" className="wide">
              <span className="unseen">Shares</span>
            </th>
            <th scope="col" className="end">
              With a value
            </th>
            <th scope="col" className="end">
              Abstained
            </th>
            <th scope="col" className="end">
              Failed
            </th>
            <th scope="col" className="end">
              CPU an item
            </th>
            <th scope="col" className="end">
              CPU in all
            </th>
          </tr>
        </thead>
        <tbody>
          {[...signals]
            .sort((a, b) => b.cpuMs - a.cpuMs)
            .map((signal) => (
              <Row key={signal.signal} signal={signal} />
            ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ signal }: { readonly signal: SignalCount }) {
  const all = Math.max(1, signal.ok + signal.abstained + signal.failed);
  const part = (value: number) => `${(value / all) * 100}%`;
  return (
    <tr>
      <th scope="row">
        <code>{signal.signal}</code>
      </th>
      <td className="wide whole">
        <span className="stack" aria-hidden="true">
          <span style={{ width: part(signal.ok) }} />
          <span className="stack-abstained" style={{ width: part(signal.abstained) }} />
          <span className="stack-failed" style={{ width: part(signal.failed) }} />
        </span>
      </td>
      <td data-label="With a value" className="end">
        {count(signal.ok)}
      </td>
      <td data-label="Abstained" className="end">
        {count(signal.abstained)}
      </td>
      <td data-label="Failed" className={signal.failed > 0 ? 'end warn' : 'end'}>
        {count(signal.failed)}
      </td>
      <td data-label="CPU an item" className="end">
        {(signal.cpuMs / all).toFixed(1)} ms
      </td>
      <td data-label="CPU in all" className="end">
        {duration(signal.cpuMs / 1000)}
      </td>
    </tr>
  );
}
