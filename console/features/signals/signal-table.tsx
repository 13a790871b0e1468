import { Link } from '@tanstack/react-router';
import { count, duration, words } from '../../ui/numbers.ts';
import { Spark } from '../../ui/spark.tsx';
import { When } from '../../ui/when.tsx';
import { liveOf } from './arrange-signals.ts';
import type { ListedSignal } from './arrange-signals.ts';
import { cpu, percent } from './measures.ts';
import { VersionState } from './version-state.tsx';
import '../../ui/table.css';
import './signals.css';

/** Every signal in a row: which version is live, how well it is kept, who reads it, what it costs. */
export function SignalTable({ signals }: { readonly signals: readonly ListedSignal[] }) {
  return (
    <table className="table table-fold signal-table">
      <thead>
        <tr>
          <th scope="col">Signal</th>
          <th scope="col">Versions</th>
          <th scope="col">Coverage</th>
          <th scope="col">Freshness</th>
          <th scope="col" className="end">
            Readers
          </th>
          <th scope="col" className="end">
            Reads, 30 days
          </th>
          <th scope="col" className="end">
            CPU of 1,000
          </th>
          <th scope="col">Last change</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {signals.map((signal) => (
          <Row key={signal.name} signal={signal} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ signal }: { readonly signal: ListedSignal }) {
  const { name, kind, samples, readers, reads, lastChangeAt, owner } = signal;
  const live = liveOf(signal);
  const metrics = live?.metrics ?? null;
  const wait = metrics?.freshnessP99Seconds ?? null;
  const waits = samples.flatMap(({ freshnessP99Seconds: seconds }) => seconds ?? []);
  return (
    <tr>
      <th scope="row">
        <Link to="/signals/$name" params={{ name }} className="signal-name">
          {words(name)}
        </Link>
        <span className="signal-kind">{kind}</span>
      </th>
      <td data-label="Versions">
        <Versions signal={signal} />
      </td>
      <td data-label="Coverage">
        <span className="with-spark">
          <Spark values={samples.map(({ coverage }) => coverage)} from={0.5} to={1} />
          <span className="num">{metrics === null ? '–' : percent(metrics.coverage)}</span>
        </span>
      </td>
      <td data-label="Freshness">
        <span className="with-spark">
          <Spark values={waits} from={0} />
          <span className="num">{wait === null ? '–' : duration(wait)}</span>
        </span>
      </td>
      <td data-label="Readers" className="end">
        {count(readers)}
      </td>
      <td data-label="Reads, 30 days" className="end">
        {count(reads)}
      </td>
      <td data-label="CPU of 1,000" className="end">
        {cpu(live?.cpuSecondsPer1000 ?? null)}
      </td>
      <td data-label="Last change" className="signal-aside">
        <When at={lastChangeAt} never="none" />
      </td>
      <td data-label="Owner" className="signal-aside soft">
        {owner}
      </td>
    </tr>
  );
}

/** The live version, and others on their way in or out. */
function Versions({ signal: { versions } }: { readonly signal: ListedSignal }) {
  const shown = versions.filter(({ state }) => state !== 'defined' && state !== 'dropped');
  return (
    <ul className="signal-versions">
      {shown.map(({ version, state }) => (
        <li key={version} className="num">
          <span className="soft">v{version}</span> <VersionState state={state} />
        </li>
      ))}
    </ul>
  );
}
