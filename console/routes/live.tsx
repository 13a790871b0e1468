import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Live } from '../../src/contracts/live.ts';
import { indexesQuery, liveHistoryQuery, liveQuery } from '../api/live.ts';
import { liveMinutes } from '../api/live-address.ts';
import type { LiveAddress } from '../api/live-address.ts';
import { Batches } from '../features/live/batches.tsx';
import { CacheShares } from '../features/live/cache-shares.tsx';
import { ComputeCharts } from '../features/live/compute-charts.tsx';
import { Durations } from '../features/live/durations.tsx';
import { FirstRequest } from '../features/live/first-request.tsx';
import { Now } from '../features/live/now.tsx';
import { ProcessCharts } from '../features/live/process-charts.tsx';
import { Recall } from '../features/live/recall.tsx';
import { RequestCharts } from '../features/live/request-charts.tsx';
import { RouteTable } from '../features/live/route-table.tsx';
import { stepsInWindow, totalsByRoute } from '../features/live/steps-in-window.ts';
import { TryIt } from '../features/live/try-it.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { moment } from '../ui/numbers.ts';
import { useTitle } from '../ui/use-title.ts';
import '../features/live/live.css';

const route = getRouteApi('/live');

/** How the server that answers goes, in the last minutes. */
export function LivePage() {
  useTitle('Live');
  const { minutes = 2, route: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const [isPaused, setPaused] = useState(false);
  const history = useQuery(liveHistoryQuery(isPaused));
  const live = useQuery(liveQuery(isPaused));
  const indexes = useQuery(indexesQuery(isPaused));
  const change = (wanted: Partial<LiveAddress>) =>
    void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true });

  const steps = history.data === undefined ? [] : stepsInWindow(history.data, minutes);
  const span = { steps, minutes, isStill: isPaused };
  const totals = totalsByRoute(steps);
  const { origin } = window.location;
  return (
    <div className="page">
      <div className="page-head">
        <h1>Live</h1>
        <p className="small soft live-state">
          {live.data === undefined
            ? 'Asking the server …'
            : `${stateWords[live.data.state]}; counting since ${moment(live.data.since)}`}
        </p>
        <div className="page-acts live-choices">
          <Link to="/live" search={true} hash="try-it" className="button">
            Try it
          </Link>
          {liveMinutes.map((one) => (
            <button
              key={one}
              type="button"
              className="button"
              aria-pressed={one === minutes}
              onClick={() => change({ minutes: one })}
            >
              {one} min
            </button>
          ))}
          <button
            type="button"
            className="button"
            aria-pressed={isPaused}
            onClick={() => setPaused(!isPaused)}
          >
            {isPaused ? 'Go on' : 'Pause'}
          </button>
        </div>
      </div>
      <Loaded query={live}>
        {(now) => (
          <Loaded query={history}>
            {(known) => (
              <div className="stacked">
                <section aria-label="Now" className="live-now">
                  <Now live={now} steps={known.steps} />
                </section>
                <section aria-label="Requests">
                  <div className="section-head">
                    <h2>Requests</h2>
                    <p className="small soft">
                      {chosen === undefined
                        ? 'All but those that watch, as this page does'
                        : chosen}{' '}
                      {chosen !== undefined && (
                        <button
                          type="button"
                          className="quiet"
                          onClick={() => change({ route: undefined })}
                        >
                          Show all
                        </button>
                      )}
                    </p>
                  </div>
                  <div className="live-charts">
                    <RequestCharts span={span} route={chosen} />
                  </div>
                </section>
                <section aria-label="Computing on request">
                  <div className="section-head">
                    <h2>Computing on request</h2>
                    {isQuiet(now) && <FirstRequest />}
                  </div>
                  <div className="live-charts">
                    <ComputeCharts span={span} />
                    <Batches steps={steps} />
                    <CacheShares steps={steps} cache={now.cache} />
                    <Durations latency={now.latency} />
                  </div>
                </section>
                <section aria-label="The process">
                  <h2>The process</h2>
                  <div className="live-charts">
                    <ProcessCharts span={span} />
                  </div>
                </section>
                <section aria-label="Routes">
                  <div className="section-head">
                    <h2>Routes</h2>
                    <p className="small soft">Press one to draw its requests alone</p>
                  </div>
                  <div
                    className="live-routes"
                    role="region"
                    aria-label="Requests by route"
                    tabIndex={0}
                  >
                    {totals.length === 0 ? (
                      <p className="small soft">Nothing was asked for in this time.</p>
                    ) : (
                      <RouteTable
                        totals={totals}
                        chosen={chosen}
                        onChoose={(next) => change({ route: next })}
                      />
                    )}
                  </div>
                </section>
                <Loaded query={indexes}>{(found) => <Recall {...found} />}</Loaded>
                <TryIt origin={origin} />
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
    </div>
  );
}

const stateWords = {
  cold: 'No models loaded yet',
  warming: 'Loading models',
  ready: 'Models loaded',
} as const;

/** Whether nobody asked to compute anything since the process began. */
function isQuiet({ requests }: Live): boolean {
  const refused = Object.values(requests.refused).reduce((sum, each) => sum + each, 0);
  return requests.answered + requests.failed + requests.inHand + refused === 0;
}
