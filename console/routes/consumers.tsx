import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { consumersQuery } from '../api/consumers.ts';
import { ConsumerAsk } from '../features/consumers/consumer-ask.tsx';
import { ConsumerList } from '../features/consumers/consumer-list.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/consumers');

/** Who reads signals. */
export function ConsumersPage() {
  useTitle('Consumers');
  const { order } = route.useSearch();
  const navigate = route.useNavigate();
  const [isAsked, setAsked] = useState(false);
  const query = useQuery(consumersQuery);
  return (
    <div className="page">
      <div className="page-head">
        <h1>Consumers</h1>
        <button type="button" className="button" onClick={() => setAsked(true)}>
          Register a consumer …
        </button>
      </div>
      <Loaded query={query}>
        {({ consumers }) => (
          <>
            <ConsumerList
              consumers={consumers}
              order={order}
              onOrder={(wanted) => void navigate({ search: { order: wanted }, replace: true })}
            />
            {consumers.every(({ builtIn }) => builtIn) && (
              <Notice title="Nobody else reads signals yet">
                <p className="soft">
                  Register each program or team that reads them: it gets keys of its own, every read
                  of it is on the ledger, and no version that it needs can be dropped.
                </p>
              </Notice>
            )}
          </>
        )}
      </Loaded>
      {isAsked && (
        <ConsumerAsk
          onClose={() => setAsked(false)}
          onDone={(name) => void navigate({ to: '/consumers/$name', params: { name } })}
        />
      )}
    </div>
  );
}
