import { Link } from '@tanstack/react-router';
import type { SignalRow } from '../../../src/contracts/api.ts';
import { signalNames } from '../../../src/contracts/values.ts';
import type { SignalName } from '../../../src/contracts/values.ts';
import { moment, words } from '../../ui/numbers.ts';
import { rowsOfPart } from './item-signals.ts';
import type { ValueContext } from './values/value-view.tsx';
import { valueViews } from './values/value-views.ts';
import './signal-list.css';

interface SignalListProps extends ValueContext {
  readonly part: string;
}

const pageOrder: readonly string[] = Object.keys(valueViews);

function isSignalName(name: string): name is SignalName {
  return signalNames.some((one) => one === name);
}

/** Every signal of one part: its value, what made it and when; at the end those without one. */
export function SignalList({ part, ...context }: SignalListProps) {
  const rows = rowsOfPart(context.detail, part);
  const names = [...new Set(rows.map((row) => row.signal))].sort(
    (a, b) => pageOrder.indexOf(a) - pageOrder.indexOf(b),
  );
  const spoken = names.filter((name) => rows.some((row) => is(row, name, 'ok')));
  const silent = rows.filter((row) => row.status !== 'ok');
  return (
    <div>
      <h2 className="unseen">Signals</h2>
      {spoken.map((name) => (
        <Signal
          key={name}
          name={name}
          rows={rows.filter((row) => is(row, name, 'ok'))}
          {...context}
        />
      ))}
      {silent.length > 0 && <Silent rows={silent} />}
    </div>
  );
}

function is(row: SignalRow, name: string, status: SignalRow['status']): boolean {
  return row.signal === name && row.status === status;
}

interface SignalProps extends ValueContext {
  readonly name: string;
  readonly rows: readonly SignalRow[];
}

function Signal({ name, rows, ...context }: SignalProps) {
  const View = isSignalName(name) ? valueViews[name] : undefined;
  const [first] = rows;
  return (
    <section className="signal" aria-label={words(name)} data-signal={name}>
      <header>
        <h3>
          <Link to="/signals/$name" params={{ name }} search={{ version: first?.version }}>
            {words(name)}
          </Link>
        </h3>
        {first !== undefined && <Origin row={first} />}
      </header>
      <div className={rows.length > 1 ? 'signal-value signal-many' : 'signal-value'}>
        {rows.map((row) =>
          View === undefined ? (
            <pre key={row.part} className="value-raw">
              {JSON.stringify(row.value, null, 1)}
            </pre>
          ) : (
            <View key={row.part} value={row.value} {...context} />
          ),
        )}
      </div>
    </section>
  );
}

/** Version, models and when. */
function Origin({ row }: { readonly row: SignalRow }) {
  return (
    <p className="signal-origin num">
      <span>v{row.version}</span>
      {row.models.map((model) => (
        <span key={model}>{model}</span>
      ))}
      <time dateTime={row.computedAt}>{moment(row.computedAt)}</time>
    </p>
  );
}

/** What was not said and why: the signals that have one reason stand together. */
function Silent({ rows }: { readonly rows: readonly SignalRow[] }) {
  const last = rows
    .map((row) => row.computedAt)
    .sort()
    .at(-1);
  const reasons = new Map<string, readonly SignalRow[]>();
  for (const row of rows) {
    const reason = `${row.status}: ${row.reason ?? 'no reason was given'}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), row]);
  }
  return (
    <section className="signal" aria-label="Without a value">
      <header>
        <h3>Without a value</h3>
        {last !== undefined && (
          <p className="signal-origin num">
            <time dateTime={last}>{moment(last)}</time>
          </p>
        )}
      </header>
      <dl className="silent">
        {[...reasons].map(([reason, alike]) => (
          <div key={reason}>
            {alike.map((row) => (
              <dt key={`${row.signal}/${row.part}`}>
                {words(row.signal)} <span className="soft num">v{row.version}</span>
              </dt>
            ))}
            <dd className={reason.startsWith('failed') ? 'warn' : 'soft'}>{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
