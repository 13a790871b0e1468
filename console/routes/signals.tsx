import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { signalsQuery } from '../api/signals.ts';
import { findSignals, isUnmeasured } from '../features/signals/find-signals.ts';
import { SignalFilters } from '../features/signals/signal-filters.tsx';
import { SignalTable } from '../features/signals/signal-table.tsx';
import type { SignalsAddress } from '../api/page-addresses.ts';
import { counted } from '../ui/numbers.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Command, Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/signals');

/** Everything that is known of items, as products with owners and readers. */
export function SignalsPage() {
  useTitle('Signals');
  const { match = '', kind, order } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(signalsQuery);
  const signals = query.data?.signals ?? [];
  const shown = findSignals(signals, { match, kind });
  const change = (wanted: Partial<SignalsAddress>) =>
    void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true });
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="num">
          {query.data === undefined ? 'Signals' : counted(signals.length, 'signal')}
        </h1>
        <SignalFilters
          match={match}
          kind={kind}
          kinds={[...new Set(signals.map((signal) => signal.kind))].sort()}
          onChange={change}
        />
      </div>
      <Loaded query={query}>
        {() => (
          <>
            {shown.length > 0 && (
              <SignalTable
                signals={shown}
                order={order}
                onOrder={(wanted) => change({ order: wanted })}
              />
            )}
            {signals.length > 0 && signals.every(isUnmeasured) && (
              <Notice title="Nothing has been read yet">
                <p className="soft">
                  Coverage, freshness and cost are measured at the end of each read.
                </p>
                <Command line="understory read ./photos" />
              </Notice>
            )}
            {shown.length === 0 && (
              <Notice title="No signal is like that">
                <button
                  type="button"
                  className="button"
                  onClick={() => void navigate({ search: {}, replace: true })}
                >
                  Show all signals
                </button>
              </Notice>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}
