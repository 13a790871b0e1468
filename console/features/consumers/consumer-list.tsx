import { Link } from '@tanstack/react-router';
import type { Consumer } from '../../../src/contracts/consumers.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { When } from '../../ui/when.tsx';
import { SignalChips } from './signal-chips.tsx';
import '../../ui/table.css';
import './consumers.css';

/** Who reads signals, the owner's own last. */
export function ConsumerList({ consumers }: { readonly consumers: readonly Consumer[] }) {
  const ordered = consumers.toSorted((a, b) => orderOf(a) - orderOf(b));
  return (
    <table className="table table-fold consumer-table">
      <thead>
        <tr>
          <th scope="col">Consumer</th>
          <th scope="col">Owner</th>
          <th scope="col">Purpose</th>
          <th scope="col">Signals</th>
          <th scope="col">Last read</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((consumer) => (
          <tr key={consumer.name}>
            <th scope="row">
              <Link to="/consumers/$name" params={{ name: consumer.name }}>
                {consumer.name}
              </Link>
              {consumer.retiredAt !== null && (
                <span className="small">
                  {' '}
                  <StateMark tone="off">retired</StateMark>
                </span>
              )}
            </th>
            <td data-label="Owner">{consumer.builtIn ? 'this installation' : consumer.owner}</td>
            <td className="consumer-purpose whole">{consumer.purpose}</td>
            <td className="whole">
              {consumer.builtIn ? (
                <span className="soft">all</span>
              ) : (
                <SignalChips signals={consumer.signals} />
              )}
            </td>
            <td data-label="Last read">
              <When at={consumer.lastReadAt} never="never" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function orderOf({ builtIn, retiredAt }: Consumer): number {
  return (builtIn ? 1 : 0) + (retiredAt === null ? 0 : 2);
}
