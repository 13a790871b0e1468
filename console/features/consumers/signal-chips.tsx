import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Signals } from '../../../src/contracts/signals-api.ts';
import { signalsQuery } from '../../api/signals.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import './signal-chips.css';

/** What a consumer declares: `topics` follows the live version, `objects@1` is that one. */
export function SignalChips({ signals }: { readonly signals: readonly string[] }) {
  const { data } = useQuery(signalsQuery);
  if (signals.length === 0) return <span className="soft">none declared</span>;
  return (
    <ul className="signal-chips">
      {signals.map((signal) => {
        const [name = signal, version] = signal.split('@');
        const state = version === undefined ? undefined : stateOf(data, name, Number(version));
        const isEnding = state === 'deprecated' || state === 'dropped';
        return (
          <li key={signal}>
            <Link
              to="/signals/$name"
              params={{ name }}
              search={version === undefined ? {} : { version: Number(version) }}
            >
              {signal} {isEnding && <StateMark tone="bad">{state}</StateMark>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function stateOf(data: Signals | undefined, name: string, version: number) {
  const signal = data?.signals.find((one) => one.name === name);
  return signal?.versions.find((one) => one.version === version)?.state;
}
