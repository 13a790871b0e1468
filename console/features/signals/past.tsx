import type { SignalDetail, VersionContract } from '../../../src/contracts/signals-api.ts';
import { moment } from '../../ui/numbers.ts';
import './past.css';

interface PastProps {
  readonly signal: SignalDetail;
  readonly contract: VersionContract;
}

interface Event {
  readonly at: string;
  readonly when: string;
  readonly words: string;
}

/** What changed: the pointer of the signal, and the values of the version that is shown. */
export function Past({ signal, contract }: PastProps) {
  const moved = signal.pointer.map(({ kind, from, to, by, at }): Event => {
    const verb = kind === 'promote' ? 'promoted over' : 'live again after rolling back';
    return { at, when: moment(at), words: `v${to} ${verb} v${from}, by ${by}` };
  });
  const changed = contract.changelog.map(({ minor, on, what }): Event => ({
    at: on,
    when: on,
    words: `v${contract.version}.${minor}: ${what}`,
  }));
  const events = [...moved, ...changed].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section aria-label="Changes">
      <h2>Changes</h2>
      <ul className="past">
        {events.map(({ at, when, words }) => (
          <li key={`${at} ${words}`}>
            <time dateTime={at} className="soft num">
              {when}
            </time>
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary className="small">JSON schema of the values</summary>
        <pre className="schema-text" tabIndex={0} aria-label="JSON schema of the values">
          {JSON.stringify(contract.schema, null, 2)}
        </pre>
      </details>
    </section>
  );
}
